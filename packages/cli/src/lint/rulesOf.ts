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

import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** A rule of either direction, with its place. */
export interface PlacedRule {
  direction: 'ingress' | 'egress';
  /** `spec.egress[0]` */
  path: string;
  /** `from` or `to`. */
  field: 'from' | 'to';
  peers: readonly NetworkPolicyPeer[];
  ports: readonly NetworkPolicyPort[];
}

/** The rules of a policy. */
export function rulesOf({ spec }: NetworkPolicy): PlacedRule[] {
  return [
    ...(spec.ingress ?? []).map(
      ({ from, ports }, index): PlacedRule => ({
        direction: 'ingress',
        path: `spec.ingress[${index}]`,
        field: 'from',
        peers: from ?? [],
        ports: ports ?? [],
      }),
    ),
    ...(spec.egress ?? []).map(
      ({ to, ports }, index): PlacedRule => ({
        direction: 'egress',
        path: `spec.egress[${index}]`,
        field: 'to',
        peers: to ?? [],
        ports: ports ?? [],
      }),
    ),
  ];
}

/** Whether a rule opens a TCP port, by its number or by the name that pods give it. */
export function opensTcp(
  { ports }: PlacedRule,
  number: number,
  name?: string,
): boolean {
  return (
    ports.length === 0 ||
    ports.some(({ port, endPort, protocol = 'TCP' }) => {
      if (protocol !== 'TCP') {
        return false;
      }
      return typeof port === 'number'
        ? port <= number && number <= (endPort ?? port)
        : port === undefined || port === name;
    })
  );
}

/** `TCP 443, UDP 53`, or that there is no limit. */
export function portsText({ ports }: PlacedRule): string {
  return ports.length === 0
    ? 'every port'
    : ports
        .map(
          ({ port = 'every port', endPort, protocol = 'TCP' }) =>
            `${protocol} ${port}${endPort ? `-${endPort}` : ''}`,
        )
        .join(', ');
}
