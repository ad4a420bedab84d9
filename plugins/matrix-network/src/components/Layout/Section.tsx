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
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(3), overflow: 'hidden' },
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(2, 2, 1),
  },
  title: { fontSize: '1.15rem', fontWeight: 600, margin: 0 },
  summary: { flex: '1 1 160px', minWidth: 0 },
  body: { padding: theme.spacing(0, 2, 2), overflowX: 'auto' },
}));

/** One part of a Network page: a titled region with a summary beside the title. */
export function Section(props: {
  title: string;
  summary?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-labelledby={titleId}
    >
      <div className={classes.header}>
        <Typography id={titleId} component="h2" className={classes.title}>
          {props.title}
        </Typography>
        <div className={classes.summary}>{props.summary}</div>
        {props.actions}
      </div>
      <div className={classes.body}>{props.children}</div>
    </Paper>
  );
}
