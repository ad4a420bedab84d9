/*
 * Copyright 2026 The Matrix Network Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import { forwardRef, Ref, useId, useImperativeHandle, useRef } from 'react';
import { TextProblem } from '../../model';
import { StatusIcon, toneGround, toneText } from '../Status';

const useStyles = makeStyles(theme => ({
  label: {
    display: 'block',
    marginBottom: theme.spacing(0.5),
    fontWeight: 500,
  },
  frame: {
    display: 'flex',
    height: 380,
    minHeight: 120,
    resize: 'vertical',
    overflow: 'hidden',
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: theme.shape.borderRadius,
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    '&:focus-within': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -1,
    },
  },
  wrong: { borderColor: toneText(theme, 'bad') },
  gutter: {
    flexShrink: 0,
    overflow: 'hidden',
    padding: theme.spacing(1, 0),
    textAlign: 'right',
    userSelect: 'none',
    color: toneText(theme, 'neutral'),
    backgroundColor: theme.palette.action.hover,
  },
  number: { padding: theme.spacing(0, 1, 0, 1.5) },
  wrongLine: {
    color: toneText(theme, 'bad'),
    fontWeight: 700,
    backgroundColor: toneGround(theme, 'bad'),
  },
  text: {
    flex: 1,
    minWidth: 0,
    margin: 0,
    padding: theme.spacing(1),
    border: 'none',
    outline: 'none',
    resize: 'none',
    overflow: 'auto',
    whiteSpace: 'pre',
    font: 'inherit',
    color: theme.palette.text.primary,
    backgroundColor: 'transparent',
  },
  problems: {
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    listStyle: 'none',
  },
  problem: {
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
    overflowWrap: 'anywhere',
  },
  icon: { color: toneText(theme, 'bad'), lineHeight: 1.5 },
  field: { fontWeight: 600 },
}));

/** What else can be done with the editor. */
export interface YamlEditorHandle {
  focus: () => void;
}

/** Offset of the beginning of a line, and of its end. */
function offsetsOf(text: string, line: number): [number, number] {
  const lines = text.split('\n');
  const start = lines
    .slice(0, line - 1)
    .reduce((sum, { length }) => sum + length + 1, 0);
  return [start, start + (lines[line - 1]?.length ?? 0)];
}

/** A text field for YAML with line numbers; what is wrong with it stands below and leads to its line. */
export const YamlEditor = forwardRef(function Editor(
  props: {
    label: string;
    value: string;
    problems: readonly TextProblem[];
    placeholder?: string;
    onChange: (value: string) => void;
  },
  ref: Ref<YamlEditorHandle>,
) {
  const classes = useStyles();
  const id = useId();
  const problemsId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const { label, value, problems, placeholder, onChange } = props;
  const wrongLines = new Set(problems.map(({ line }) => line));
  const count = value.split('\n').length;

  useImperativeHandle(ref, () => ({ focus: () => area.current?.focus() }));

  const goTo = (line: number) => {
    const [start, end] = offsetsOf(value, line);
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  };

  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div
        className={`${classes.frame} ${problems.length ? classes.wrong : ''}`}
      >
        <div ref={gutter} className={classes.gutter} aria-hidden="true">
          {Array.from({ length: count }, (_, index) => (
            <div
              key={index}
              className={`${classes.number} ${
                wrongLines.has(index + 1) ? classes.wrongLine : ''
              }`}
            >
              {index + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={area}
          id={id}
          className={classes.text}
          value={value}
          placeholder={placeholder}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          aria-invalid={problems.length > 0}
          aria-describedby={problemsId}
          onChange={event => onChange(event.target.value)}
          onScroll={event => {
            if (gutter.current) {
              gutter.current.scrollTop = event.currentTarget.scrollTop;
            }
          }}
        />
      </div>
      <ul id={problemsId} className={classes.problems} aria-live="polite">
        {problems.map(({ line, field, message }) => (
          <li key={`${line} ${field} ${message}`} className={classes.problem}>
            <span className={classes.icon}>
              <StatusIcon tone="bad" />
            </span>
            <span>
              {line !== undefined && (
                <>
                  <Link component="button" onClick={() => goTo(line)}>
                    Line {line}
                  </Link>{' '}
                </>
              )}
              {field !== '' && <code className={classes.field}>{field}</code>}
              {field !== '' ? ' ' : ''}
              {message}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
});
