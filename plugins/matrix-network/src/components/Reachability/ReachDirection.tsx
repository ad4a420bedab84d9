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
import { ProbeReport } from '@matrix-network/backstage-plugin-matrix-network-common';
import { FlowEnds } from '../../hooks';
import { ReachedEnd, ReachGroups } from '../../model';
import { Disclosure } from '../Layout';
import { OtherEnd, ReachTable } from './ReachTable';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(1, 0, 2) },
}));

/** One direction of a service's flows: what is open or wrong in sight, what is cut one click away. */
export function ReachDirection(props: {
  id: string;
  title: string;
  groups: ReachGroups;
  other: OtherEnd;
  matrixCluster: string;
  probes?: ProbeReport;
  onOpen: (flow: FlowEnds) => void;
}) {
  const classes = useStyles();
  const { id, title, groups, ...rest } = props;
  const { violations, allowed, blocked, blockedUnstated, notJudgeable } =
    groups;
  const open = [...violations, ...allowed];
  const cut = [...blocked, ...blockedUnstated];
  return (
    <div className={classes.root} id={id}>
      <Typography variant="subtitle2" component="h3">
        {title}
      </Typography>
      {open.length > 0 ? (
        <ReachTable label={title} reached={open} {...rest} />
      ) : (
        <Typography variant="body2">Nobody: every flow is cut.</Typography>
      )}
      <More
        summary={cutText(cut, blocked.length)}
        label={`${title}: cut`}
        reached={cut}
        {...rest}
      />
      <More
        summary={`${notJudgeable.length} cannot be judged`}
        label={`${title}: not to be judged`}
        reached={notJudgeable}
        {...rest}
      />
    </div>
  );
}

function cutText(cut: readonly ReachedEnd[], stated: number): string {
  const text = `${cut.length} ${cut.length === 1 ? 'is' : 'are'} cut`;
  return stated > 0 ? `${text}, ${stated} of them as the contract asks` : text;
}

function More(props: Parameters<typeof ReachTable>[0] & { summary: string }) {
  const { summary, ...rest } = props;
  return rest.reached.length > 0 ? (
    <Disclosure summary={summary}>
      <ReachTable {...rest} />
    </Disclosure>
  ) : null;
}
