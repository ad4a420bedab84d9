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
import {
  Direction,
  DirectionVerdict,
  FlowEndpoint,
  NetworkSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { isolatingPolicies, MarkedPolicy, markedPolicies } from '../../model';
import { Disclosure } from '../Layout';
import { PolicyYaml } from './PolicyYaml';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1.5) },
}));

const directionWords: Record<DirectionVerdict['outcome'], string> = {
  allowed: 'Let through',
  denied: 'Held back',
  notIsolated: 'Open',
  undefined: 'Undefined',
};

/** One direction of a verdict: the policies that decide it, with the lines that do. */
export function DirectionDetails(props: {
  direction: Direction;
  verdict: DirectionVerdict;
  /** The end whose policies are asked: the source for egress. */
  end: FlowEndpoint;
  endTitle: string;
  network: NetworkSnapshot;
}) {
  const classes = useStyles();
  const { direction, verdict, end, endTitle, network } = props;
  const marked = markedPolicies(verdict, direction);
  const others = isolatingPolicies(network, end, direction)
    .map(({ metadata }) => metadata.name)
    .filter(name => !marked.some(({ policy }) => policy.name === name));
  return (
    <div className={classes.root}>
      <Typography variant="subtitle2" component="h4">
        {direction === 'egress'
          ? `Leaving ${endTitle} (egress)`
          : `Arriving at ${endTitle} (ingress)`}
      </Typography>
      <Typography variant="body2" component="p">
        <strong>{directionWords[verdict.outcome]}.</strong>{' '}
        {directionText(verdict, direction)}
      </Typography>
      {marked.map((policy, index) => (
        <Disclosure
          key={`${policy.policy.kind} ${policy.policy.name}`}
          defaultOpen={index === 0}
          summary={policyText(policy, verdict, direction)}
        >
          <PolicyYaml marked={policy} network={network} />
        </Disclosure>
      ))}
      {verdict.outcome === 'allowed' && others.length > 0 && (
        <Typography variant="body2" color="textSecondary" component="p">
          {others.join(', ')} {others.length === 1 ? 'isolates' : 'isolate'} it,
          too, and {others.length === 1 ? 'does' : 'do'} not let this through;
          policies add up, so one that does is enough.
        </Typography>
      )}
    </div>
  );
}

const notIsolatedText = {
  noPolicySelects: (direction: Direction) =>
    `No policy isolates it for ${direction}, so nothing is held back.`,
  outsideCluster: () => 'It is outside the pod network: no policy applies.',
  samePod: () => 'No policy can keep a pod from itself.',
} as const;

function directionText(
  verdict: DirectionVerdict,
  direction: Direction,
): string {
  switch (verdict.outcome) {
    case 'undefined':
      return `${verdict.why}.`;
    case 'notIsolated':
      return notIsolatedText[verdict.reason](direction);
    case 'denied':
      return verdict.denyRule
        ? "An administrator's policy denies it; nothing can allow it again."
        : 'Policies isolate it, and no rule of any of them fits.';
    default:
      return '';
  }
}

/** What a policy has to do with the verdict, as the line that opens it. */
function policyText(
  { policy, marks }: MarkedPolicy,
  verdict: DirectionVerdict,
  direction: Direction,
): string {
  const place =
    policy.namespace === undefined ? 'of the whole cluster' : policy.namespace;
  const name = `${policy.name} (${place})`;
  if (verdict.outcome === 'allowed') {
    return `${name}: ${marks[0]?.path ?? ''} lets it through`;
  }
  if (marks.some(({ tone }) => tone === 'bad')) {
    return `${name}: ${marks[0].path} denies it`;
  }
  return marks.length === 0
    ? `${name} isolates it and has no ${direction} rule`
    : `${name} isolates it; none of its ${marks.length} ${direction} ${
        marks.length === 1 ? 'rule' : 'rules'
      } fits`;
}
