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
  ConnectivityCell,
  ConnectivityPort,
  InstalledComponents,
  Operation,
  ProbeReport,
  ProbeResult,
  ProbeSelection,
  ProbeSourceId,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { workloadsOf } from '@matrix-network/backstage-plugin-matrix-network-common';
import { probeOutcomeWords, StateWord } from './vocabulary';

const agreementOrder = { differs: 0, inconclusive: 1, agrees: 2 } as const;

/** What needs a look first. */
export function byAgreement(a: ProbeResult, b: ProbeResult): number {
  return agreementOrder[a.agreement] - agreementOrder[b.agreement];
}

/** How many probes came to what. */
export function countAgreements({
  results,
}: Pick<ProbeReport, 'results'>): Record<ProbeResult['agreement'], number> {
  const count = (agreement: ProbeResult['agreement']) =>
    results.filter(result => result.agreement === agreement).length;
  return {
    differs: count('differs'),
    inconclusive: count('inconclusive'),
    agrees: count('agrees'),
  };
}

/** A report in one phrase: "24 agree, 1 differs, 2 prove nothing". */
export function probesState(report: Pick<ProbeReport, 'results'>): StateWord {
  const { differs, inconclusive, agrees } = countAgreements(report);
  if (report.results.length === 0) {
    return { word: 'Nothing was tried', tone: 'neutral' };
  }
  const parts = [
    `${agrees} ${agrees === 1 ? 'agrees' : 'agree'}`,
    ...(differs > 0
      ? [`${differs} ${differs === 1 ? 'differs' : 'differ'}`]
      : []),
    ...(inconclusive > 0
      ? [`${inconclusive} ${inconclusive === 1 ? 'proves' : 'prove'} nothing`]
      : []),
  ];
  const well = agrees > 0 ? 'good' : 'neutral';
  return { word: parts.join(', '), tone: differs > 0 ? 'bad' : well };
}

/** The result that tells most of one port of a cell. */
export function probeOfPort(
  report: Pick<ProbeReport, 'results'> | undefined,
  cell: Pick<ConnectivityCell, 'source' | 'destination'>,
  port: Pick<ConnectivityPort, 'port' | 'endPort' | 'protocol'>,
): ProbeResult | undefined {
  const { port: first, endPort: last = first, protocol } = port;
  return report?.results
    .filter(
      result =>
        result.source === cell.source &&
        result.destination === cell.destination &&
        result.protocol === protocol &&
        first <= result.port &&
        result.port <= last,
    )
    .sort(byAgreement)[0];
}

/**
 * What a probe showed of a flow, beside what the policies say now. `ago` is
 * when it was: "5 minutes ago".
 */
export function probeState(
  result: ProbeResult,
  now: Pick<ConnectivityPort, 'example'>,
  ago: string,
): StateWord {
  const seen = probeOutcomeWords[result.outcome].toLocaleLowerCase('en');
  if (result.verdict.outcome !== now.example.verdict.outcome) {
    return {
      word: `Probed ${ago}: ${seen}; the policies have changed since`,
      tone: 'neutral',
    };
  }
  switch (result.agreement) {
    case 'agrees':
      return { word: `Proven ${ago}: ${seen}`, tone: 'good' };
    case 'differs':
      return {
        word: `Differs: a probe ${
          result.outcome === 'connected' ? 'got through' : 'got nowhere'
        } ${ago}`,
        tone: 'bad',
      };
    default:
      return {
        word: `Probed ${ago}: ${seen}, which proves nothing`,
        tone: 'neutral',
      };
  }
}

/** The probe of a cell's flow, or why there can be none. */
export function probeOfFlow(
  { source, destination }: Pick<ConnectivityCell, 'source' | 'destination'>,
  spec: StackSpec,
  installed: InstalledComponents,
): { selection: ProbeSelection } | { why: string } {
  const workloads = workloadsOf(spec, installed);
  const from = workloads.find(({ id }) => id === source);
  const to = workloads.find(({ id }) => id === destination);
  const sourceId: ProbeSourceId | undefined =
    source === 'unlabelled-pod' ? source : from?.id;
  if (sourceId === undefined || (from && from.namespace !== null)) {
    return { why: 'Probe pods run in the Matrix namespace only.' };
  }
  if (!to) {
    return { why: 'A probe needs a workload to connect to.' };
  }
  const onHost = [from, to].find(end => end?.hostNetwork);
  return onHost
    ? {
        why: `${onHost.title} is on the host network, where no NetworkPolicy applies.`,
      }
    : { selection: { kind: 'flow', source: sourceId, destination: to.id } };
}

/** Why no probes can be started now; undefined where they can. */
export function whyNoProbes(options: {
  forbidden: boolean;
  operation?: Operation;
  hasNetwork: boolean;
}): string | undefined {
  const { forbidden, operation, hasNetwork } = options;
  if (forbidden) {
    return 'This takes the permission matrix-network.check.';
  }
  if (operation?.status === 'queued' || operation?.status === 'running') {
    return 'Another operation is under way.';
  }
  return hasNetwork
    ? undefined
    : 'The cluster has to be read once before: probes follow from its pods.';
}
