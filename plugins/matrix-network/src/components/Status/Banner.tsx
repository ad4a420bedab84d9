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

import Typography from '@material-ui/core/Typography';
import { makeStyles, Theme } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { Tone } from '../../model';
import { StatusIcon } from './StatusIcon';
import { toneGround, toneShape, toneText } from './tones';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(1.5),
    alignItems: 'flex-start',
    padding: theme.spacing(1.5, 2),
    marginBottom: theme.spacing(2),
    borderRadius: theme.shape.borderRadius,
    borderLeft: ({ tone }) => `4px solid ${toneShape(theme, tone)}`,
    backgroundColor: ({ tone }) => toneGround(theme, tone),
  },
  icon: {
    color: ({ tone }) => toneText(theme, tone),
    fontSize: 22,
    flexShrink: 0,
  },
  text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
}));

/** A message across the page: stale data, an operation under way, a missing permission. */
export function Banner(props: {
  tone: Tone;
  title: ReactNode;
  /** Follows the title. Not read out: a time changes by itself, which is no news. */
  since?: ReactNode;
  /** What is read out when it changes; only the title where a time is in the rest. */
  announced?: 'all' | 'title';
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const classes = useStyles({ tone: props.tone });
  const { announced = 'all' } = props;
  return (
    <div
      className={classes.root}
      role={announced === 'all' ? 'status' : undefined}
    >
      <StatusIcon tone={props.tone} className={classes.icon} />
      <div className={classes.text}>
        <Typography variant="subtitle2" component="p">
          <span role={announced === 'title' ? 'status' : undefined}>
            {props.title}
          </span>
          {props.since && <> {props.since}</>}
        </Typography>
        {props.children && (
          <Typography variant="body2" component="div">
            {props.children}
          </Typography>
        )}
      </div>
      {props.actions}
    </div>
  );
}
