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

import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  // In line with the text of the row, in both directions.
  root: {
    minWidth: 0,
    padding: theme.spacing(0, 0.75),
    margin: theme.spacing(-0.25, 1, 0, -0.75),
    whiteSpace: 'nowrap',
  },
}));

/** What can be done with a row of a table. */
export function RowButton(props: {
  children: ReactNode;
  /** Names the row too: "Show spec 3". */
  label: string;
  disabled?: boolean;
  /** Id of the text that says why it is disabled. */
  describedBy?: string;
  onClick: () => void;
}) {
  const classes = useStyles();
  return (
    <Button
      size="small"
      color="primary"
      className={classes.root}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </Button>
  );
}
