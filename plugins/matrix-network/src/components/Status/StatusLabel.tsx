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

import { makeStyles, Theme } from '@material-ui/core/styles';
import { StateWord, Tone } from '../../model';
import { StatusIcon } from './StatusIcon';
import { toneText } from './tones';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  root: {
    color: ({ tone }) => toneText(theme, tone),
    fontWeight: 500,
  },
  icon: {
    fontSize: '1.25em',
    verticalAlign: '-0.22em',
    marginRight: theme.spacing(0.5),
  },
}));

/** A state: icon and word together, so that colour alone never says anything. */
export function StatusLabel(props: { state: StateWord; className?: string }) {
  const { tone, word } = props.state;
  const classes = useStyles({ tone });
  return (
    <span className={`${classes.root} ${props.className ?? ''}`}>
      <StatusIcon tone={tone} className={classes.icon} />
      {word}
    </span>
  );
}
