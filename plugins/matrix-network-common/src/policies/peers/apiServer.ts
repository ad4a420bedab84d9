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

import ipaddr from 'ipaddr.js';
import {
  NetworkPolicyEgressRule,
  NetworkPolicyPeer,
} from '../../kubernetes/types';
import { parseApiServerAddress } from '../../spec/fields/apiServerAddress';
import { StackSpec } from '../../spec/StackSpec';
import { ClusterFacts } from '../../stack/types';
import { allowTo, tcp } from '../rules';
import { parseRange, rangeText } from './ranges';

/** Where the API server listens: the spec's word, else what the cluster says. @public */
export function apiServersOf(
  spec: StackSpec,
  facts: ClusterFacts,
): { address: string; port: number }[] {
  const own = spec.network.apiServers.flatMap(text => {
    const parsed = parseApiServerAddress(text);
    return parsed?.ports.map(port => ({ address: parsed.address, port })) ?? [];
  });
  return own.length > 0 ? own : facts.apiServers;
}

/**
 * Egress to the API server: one rule for each port, its addresses one by one.
 * Network plugins differ in whether they look before or after the Service's
 * translation, so both the ClusterIP and the endpoints belong in it. Where
 * none is known there is no rule: a rule for everyone would undo the isolation.
 */
export function allowToApiServer(
  spec: StackSpec,
  facts: ClusterFacts,
): NetworkPolicyEgressRule[] {
  const servers = apiServersOf(spec, facts).filter(({ address }) =>
    ipaddr.isValid(address),
  );
  const ports = [...new Set(servers.map(({ port }) => port))].sort(
    (a, b) => a - b,
  );
  return ports.flatMap(port => {
    const cidrs = servers
      .filter(server => server.port === port)
      .map(({ address }) => rangeText(parseRange(address)));
    const to = [...new Set(cidrs)]
      .sort()
      .map((cidr): NetworkPolicyPeer => ({ ipBlock: { cidr } }));
    return allowTo(to, tcp(port));
  });
}
