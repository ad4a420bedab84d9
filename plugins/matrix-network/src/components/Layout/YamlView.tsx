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

import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useMemo, useRef } from 'react';
import { LineRange, Tone, YamlText } from '../../model';
import { toneGround, toneShape, toneText } from '../Status';

/** Lines to point at, and what to say of them. */
export interface LineMark {
  lines: LineRange;
  tone: Tone;
  note: string;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'flex-start',
    margin: theme.spacing(0.5, 0),
    borderRadius: theme.shape.borderRadius,
    backgroundColor:
      theme.palette.type === 'dark' ? 'rgba(0,0,0,0.35)' : 'rgba(0,0,0,0.05)',
  },
  box: {
    position: 'relative',
    flex: 1,
    minWidth: 0,
    maxHeight: 300,
    overflow: 'auto',
    padding: theme.spacing(1, 0),
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  lines: { minWidth: 'max-content', margin: 0, font: 'inherit' },
  line: {
    display: 'block',
    paddingRight: theme.spacing(1.5),
    borderLeft: '4px solid transparent',
    color: 'inherit',
    backgroundColor: 'transparent',
  },
  number: {
    display: 'inline-block',
    width: '3.2em',
    paddingRight: '1em',
    textAlign: 'right',
    userSelect: 'none',
    color: toneText(theme, 'neutral'),
  },
  note: {
    marginLeft: theme.spacing(2),
    fontFamily: theme.typography.fontFamily,
    fontWeight: 600,
  },
  ...toneRules(['good', 'warning', 'bad', 'neutral', 'busy'], tone => ({
    borderLeftColor: toneShape(theme, tone),
    backgroundColor: toneGround(theme, tone),
    '& $note': { color: toneText(theme, tone) },
  })),
}));

function toneRules<R>(
  tones: readonly Tone[],
  rule: (tone: Tone) => R,
): Record<Tone, R> {
  const [good, warning, bad, neutral, busy] = tones.map(rule);
  return { good, warning, bad, neutral, busy };
}

/** The mark of a line; of two the one on fewer lines, which says it more exactly. */
function markOf(
  marks: readonly LineMark[],
  line: number,
): LineMark | undefined {
  return marks
    .filter(({ lines }) => lines.from <= line && line <= lines.to)
    .sort((a, b) => a.lines.to - a.lines.from - (b.lines.to - b.lines.from))[0];
}

/** A manifest to read, with lines pointed at; it opens at the first of them. */
export function YamlView(props: {
  yaml: YamlText;
  marks: readonly LineMark[];
  /** Names what it is: "NetworkPolicy redis-access". */
  label: string;
}) {
  const classes = useStyles();
  const { yaml, marks, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const first = useMemo(
    () => Math.min(...marks.map(({ lines }) => lines.from)),
    [marks],
  );

  useEffect(() => {
    const line = box.current?.querySelector<HTMLElement>(
      `[data-line="${first}"]`,
    );
    if (line && box.current) {
      box.current.scrollTop = line.offsetTop - 2 * line.offsetHeight;
    }
  }, [first]);

  return (
    <div className={classes.root}>
      <div
        ref={box}
        className={classes.box}
        role="group"
        aria-label={`${label} as YAML`}
        // It scrolls, so the keyboard has to get there.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <pre className={classes.lines}>
          {yaml.lines.map((text, index) => {
            const line = index + 1;
            const mark = markOf(marks, line);
            const Line = mark ? 'mark' : 'span';
            return (
              <Line
                key={line}
                data-line={line}
                className={`${classes.line} ${mark ? classes[mark.tone] : ''}`}
              >
                <span className={classes.number} aria-hidden="true">
                  {line}
                </span>
                {text}
                {mark?.lines.from === line && (
                  <span className={classes.note}>◂ {mark.note}</span>
                )}
                {'\n'}
              </Line>
            );
          })}
        </pre>
      </div>
      <CopyTextButton
        text={yaml.text}
        tooltipText="Copied"
        aria-label={`Copy ${label}`}
      />
    </div>
  );
}
