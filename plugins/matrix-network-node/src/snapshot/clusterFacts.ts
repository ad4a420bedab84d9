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
  ClusterFacts,
  KubernetesObject,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { listOf } from './parse/common';
import { nodeSchema } from './parse/nodes';
import { endpointSliceSchema, serviceSchema } from './parse/services';
import {
  foreignCertManager,
  foreignIngressController,
} from './installedComponents';

/** Raw objects that facts are drawn from; what could not be read is empty. */
export interface FactSources {
  kubernetesVersion?: string;
  nodes: readonly KubernetesObject[];
  /** Of namespace `default` at least. */
  services: readonly KubernetesObject[];
  /** Of namespace `default` at least. */
  endpointSlices: readonly KubernetesObject[];
  serviceCidrs: readonly KubernetesObject[];
  customResourceDefinitions: readonly string[];
  /** Deployments and DaemonSets. */
  controllers: readonly KubernetesObject[];
}

/** What rendering needs to know of a cluster; pure. */
export function factsFrom(sources: FactSources): ClusterFacts {
  const nodes = sources.nodes.flatMap(node => {
    const { data } = nodeSchema.safeParse(node);
    return data ? [data] : [];
  });
  return {
    kubernetesVersion: sources.kubernetesVersion,
    apiServers: apiServersOf(sources),
    podCidrs: unique(nodes.flatMap(({ podCidrs }) => podCidrs)),
    serviceCidrs: unique(sources.serviceCidrs.flatMap(cidrsOf)),
    nodeCidrs: unique(
      nodes.flatMap(({ addresses }) => addresses.flatMap(singleAddressCidr)),
    ),
    prometheusOperator: [
      'prometheusrules.monitoring.coreos.com',
      'podmonitors.monitoring.coreos.com',
    ].every(name => sources.customResourceDefinitions.includes(name)),
    certManager: foreignCertManager(sources.controllers),
    ingressController: foreignIngressController(sources.controllers),
  };
}

/**
 * Both what clients call and what they end up at: network plugins differ in
 * whether they judge a packet before or after the Service's address is replaced.
 */
function apiServersOf({ services, endpointSlices }: FactSources) {
  const servers: { address: string; port: number }[] = [];
  for (const object of services) {
    const { data } = serviceSchema.safeParse(object);
    if (data?.namespace === 'default' && data.name === 'kubernetes') {
      data.clusterIPs.forEach(address =>
        data.ports.forEach(({ port }) => servers.push({ address, port })),
      );
    }
  }
  for (const object of endpointSlices) {
    const { data } = endpointSliceSchema.safeParse(object);
    if (data?.namespace === 'default' && data.service === 'kubernetes') {
      data.readyAddresses.forEach(address =>
        data.ports.forEach(port => servers.push({ address, port })),
      );
    }
  }
  return servers;
}

const serviceCidrSchema = z.object({
  spec: z.object({ cidrs: listOf(z.string()) }),
});

function cidrsOf(object: KubernetesObject): string[] {
  return serviceCidrSchema.safeParse(object).data?.spec.cidrs ?? [];
}

/** Host names among a node's addresses are none. */
function singleAddressCidr(address: string): string[] {
  if (z.ipv4().safeParse(address).success) {
    return [`${address}/32`];
  }
  return z.ipv6().safeParse(address).success ? [`${address}/128`] : [];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** `1.31` of what `/version` answers; some clouds write the minor version as `31+`. */
export function kubernetesVersionOf(version: {
  major: string;
  minor: string;
}): string {
  return `${version.major}.${version.minor.replace(/\D+$/, '')}`;
}
