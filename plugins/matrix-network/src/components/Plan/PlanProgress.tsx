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
import { makeStyles } from '@material-ui/core/styles';
import { StackPlan } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Polled } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: { flex: 1, minWidth: 0, paddingLeft: theme.spacing(2) },
}));

/** Beside the buttons, where it is always in sight: that the plan follows what was ticked, or what stands in the way. */
export function PlanProgress(props: {
  planned: Polled<StackPlan>;
  /** Why the button can't be pressed yet. */
  inTheWay?: string;
}) {
  const classes = useStyles();
  const { value, refreshing } = props.planned;
  return (
    <Typography
      variant="body2"
      color="textSecondary"
      component="div"
      role="status"
      className={classes.root}
    >
      {value && refreshing
        ? 'Planning again, with what you chose…'
        : props.inTheWay}
    </Typography>
  );
}
