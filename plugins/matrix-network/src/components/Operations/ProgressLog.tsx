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

import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import RemoveIcon from '@material-ui/icons/Remove';
import { ProgressLine } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useEffect, useRef } from 'react';
import { absoluteTime, hasChanges } from '../../model';
import { FlowChangeLists } from '../FlowChanges';
import { Disclosure } from '../Layout';
import { StatusIcon, toneText } from '../Status';
import { progressText } from './progressText';

const useStyles = makeStyles(theme => ({
  root: {
    maxHeight: '55vh',
    overflowY: 'auto',
    borderRadius: theme.shape.borderRadius,
    backgroundColor:
      theme.palette.type === 'dark' ? 'rgba(0,0,0,0.35)' : 'rgba(0,0,0,0.05)',
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: '0.8125rem',
  },
  lines: {
    margin: 0,
    padding: theme.spacing(1, 1.5),
    listStyle: 'none',
  },
  line: {
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
    overflowWrap: 'anywhere',
  },
  heading: { fontWeight: 700, marginTop: theme.spacing(1) },
  text: { flex: 1, minWidth: 0 },
  // Tables in the middle of a log are for reading, not of it.
  details: { fontFamily: theme.typography.fontFamily },
  time: { color: toneText(theme, 'neutral') },
  good: { color: toneText(theme, 'good') },
  warning: { color: toneText(theme, 'warning') },
  bad: { color: toneText(theme, 'bad') },
  neutral: { color: toneText(theme, 'neutral') },
  busy: { color: toneText(theme, 'busy') },
}));

/** What is as it was: there is nothing to ask about it. */
function Neutral() {
  return <RemoveIcon fontSize="inherit" aria-hidden="true" focusable="false" />;
}

/** Lines of an operation; stays at the newest one while it runs. */
export function ProgressLog(props: {
  lines: readonly ProgressLine[];
  follow: boolean;
}) {
  const classes = useStyles();
  const { lines, follow } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (follow && list.current) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [lines.length, follow]);
  return (
    <Paper
      elevation={0}
      ref={list}
      className={classes.root}
      role="log"
      aria-label="Progress"
      aria-live={follow ? 'polite' : 'off'}
      tabIndex={0}
    >
      <ol className={classes.lines}>
        {lines.map(line => {
          const { tone, text, heading } = progressText(line.event);
          return (
            <li
              key={line.sequence}
              className={`${classes.line} ${heading ? classes.heading : ''}`}
            >
              <span className={classes[tone]}>
                {tone === 'neutral' ? <Neutral /> : <StatusIcon tone={tone} />}
              </span>
              <div className={classes.text}>
                {line.event.type === 'flowChanges' &&
                hasChanges(line.event.changes) ? (
                  <Disclosure summary={text} dense>
                    <div className={classes.details}>
                      <FlowChangeLists changes={line.event.changes} />
                    </div>
                  </Disclosure>
                ) : (
                  text
                )}
              </div>
              <time
                className={classes.time}
                dateTime={line.at}
                title={absoluteTime(line.at)}
              >
                {line.at.slice(11, 19)}
              </time>
            </li>
          );
        })}
      </ol>
    </Paper>
  );
}
