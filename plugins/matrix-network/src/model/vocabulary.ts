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

import type {
  CertificateHealth,
  ContractRowHealth,
  HealthStatus,
  OperationStatus,
  PolicyHealth,
  PolicyState,
  ProbeOutcome,
  ProbeResult,
  RouteHealth,
  Severity,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/**
 * How a state looks: the colour and the icon. A state is never told by its
 * tone alone; a word always stands beside it.
 */
export type Tone = 'good' | 'warning' | 'bad' | 'neutral' | 'busy';

/** A word for a state, and how it looks. */
export interface StateWord {
  word: string;
  tone: Tone;
}

export const healthStatusWords: Record<HealthStatus, StateWord> = {
  healthy: { word: 'Healthy', tone: 'good' },
  degraded: { word: 'Degraded', tone: 'warning' },
  failing: { word: 'Failing', tone: 'bad' },
  unknown: { word: 'Unknown', tone: 'neutral' },
};

const policyStateWords: Record<PolicyState, StateWord> = {
  inForce: { word: 'In force', tone: 'good' },
  shadowed: { word: 'Shadowed', tone: 'warning' },
  edited: { word: 'Edited', tone: 'warning' },
  missing: { word: 'Missing', tone: 'bad' },
  unknown: { word: 'Unknown', tone: 'neutral' },
};

/** A policy from elsewhere is well in any state: nothing is missed where it does nothing. */
export function policyStateWord({
  role,
  state,
}: Pick<PolicyHealth, 'role' | 'state'>): StateWord {
  if (role === 'foreign' && state === 'unknown') {
    return { word: 'Not ours', tone: 'neutral' };
  }
  const stateWord = policyStateWords[state];
  return role === 'foreign' && state === 'shadowed'
    ? { ...stateWord, tone: 'neutral' }
    : stateWord;
}

export const certificateStateWords: Record<
  CertificateHealth['state'],
  StateWord
> = {
  ready: { word: 'Ready', tone: 'good' },
  expiring: { word: 'Expires soon', tone: 'warning' },
  expired: { word: 'Expired', tone: 'bad' },
  issuing: { word: 'Being issued', tone: 'busy' },
  failed: { word: 'Failed', tone: 'bad' },
  unknown: { word: 'Unknown', tone: 'neutral' },
};

export const routeStateWords: Record<RouteHealth['state'], StateWord> = {
  ready: { word: 'Ready', tone: 'good' },
  noEndpoints: { word: 'No ready pods', tone: 'bad' },
  serviceMissing: { word: 'Service missing', tone: 'bad' },
  unknown: { word: 'Unknown', tone: 'neutral' },
};

export const severityWords: Record<Severity, StateWord> = {
  critical: { word: 'Critical', tone: 'bad' },
  warning: { word: 'Warning', tone: 'warning' },
  info: { word: 'Note', tone: 'neutral' },
};

export const operationStatusWords: Record<OperationStatus, StateWord> = {
  queued: { word: 'Queued', tone: 'busy' },
  running: { word: 'Running', tone: 'busy' },
  succeeded: { word: 'Succeeded', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
};

export const operationKindWords = {
  apply: 'Apply',
  uninstall: 'Uninstall',
  probe: 'Probe',
} as const;

/** What a probe saw. */
export const probeOutcomeWords: Record<ProbeOutcome, string> = {
  connected: 'Connected',
  blocked: 'Blocked',
  refused: 'Refused',
  nameNotResolved: 'Name not resolved',
  couldNotRun: 'Could not run',
};

/** What a probe shows of the policies. */
export const agreementWords: Record<ProbeResult['agreement'], StateWord> = {
  differs: { word: 'Differs', tone: 'bad' },
  inconclusive: { word: 'Proves nothing', tone: 'neutral' },
  agrees: { word: 'Agrees', tone: 'good' },
};

/** What the policies say of a flow. */
export const verdictWords: Record<ProbeResult['verdict']['outcome'], string> = {
  allowed: 'Allowed',
  denied: 'Blocked',
  undefined: 'Undefined',
};

/** What the contract says of a flow. */
export const expectationWords: Record<ProbeResult['expected'], string> = {
  mustWork: 'Must work',
  mustNotWork: 'Must not work',
  unstated: 'Unstated',
};

export const cniWords: Record<'yes' | 'no' | 'unknown', StateWord> = {
  yes: { word: 'Enforces policies', tone: 'good' },
  no: { word: 'Does not enforce policies', tone: 'bad' },
  unknown: { word: 'Enforcement unknown', tone: 'neutral' },
};

/** What a row of the contract says of a flow, with what was found. */
export function contractOutcomeWord(
  row: Pick<ContractRowHealth, 'expectation' | 'outcome'>,
): StateWord {
  if (row.outcome === 'notJudgeable') {
    return { word: 'Cannot be judged', tone: 'neutral' };
  }
  if (row.outcome === 'violated') {
    return row.expectation === 'mustWork'
      ? { word: 'Blocked, but must work', tone: 'bad' }
      : { word: 'Open, but must not be', tone: 'bad' };
  }
  return row.expectation === 'mustWork'
    ? { word: 'Allowed, as it should be', tone: 'good' }
    : { word: 'Blocked, as it should be', tone: 'good' };
}

export const exposureWords: Record<string, string> = {
  nodePort: 'NodePort',
  loadBalancer: 'Load balancer',
  nodeLocal: 'On every node',
};

export const stageTitles: Record<StageId, string> = {
  namespaces: 'Namespaces',
  policies: 'Network policies',
  'ingress-controller': 'Ingress controller',
  'cert-manager': 'cert-manager',
  issuers: 'Issuers',
  certificates: 'Certificates',
  monitoring: 'Monitoring',
  'default-deny': 'Default deny',
};

const severityOrder: Record<Severity, number> = {
  critical: 0,
  warning: 1,
  info: 2,
};

/** Sorts worst first. */
export function bySeverity(
  a: { severity: Severity },
  b: { severity: Severity },
): number {
  return severityOrder[a.severity] - severityOrder[b.severity];
}
