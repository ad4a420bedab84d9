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
  Health,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Hosts and ports that checks of one Matrix cluster may go to. */
export interface CheckableHosts {
  /** Names of its Ingresses and Certificates, in lower case, sorted; may hold wildcards. */
  hosts: string[];
  ports: number[];
}

const HTTPS_PORT = 443;

/** What the Matrix cluster's own Ingresses and Certificates name, and nothing else. */
export function checkableHosts(
  spec: StackSpec,
  health: Health | undefined,
): CheckableHosts {
  const names = [
    ...(health?.ingress.routes.map(route => route.host) ?? []),
    ...(health?.certificates.flatMap(certificate => certificate.dnsNames) ??
      []),
  ];
  const nodePort =
    spec.ingress.exposure === 'nodePort'
      ? spec.ingress.nodePorts.https
      : undefined;
  const ports = [HTTPS_PORT, nodePort, health?.ingress.nodePorts?.https];
  return {
    hosts: unique(names.map(name => name.toLowerCase()).filter(isHostName)),
    ports: [...new Set(ports.flatMap(port => port ?? []))],
  };
}

/** Whether one of the names covers the host; a wildcard covers one label. */
export function coversHost(names: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase();
  const parent = `*.${wanted.split('.').slice(1).join('.')}`;
  return (
    !wanted.includes('*') &&
    names.some(name => name === wanted || name === parent)
  );
}

/** An Ingress without a host has the route `*`; an IP address is no name. */
function isHostName(name: string): boolean {
  return /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(
    name,
  );
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}
