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
  contractRowsOf,
  ContractPeer,
  ContractPort,
  flowsOf,
  parseStackSpec,
  workload,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ContainerPort, PodTemplate } from '../controllers/kinds';
import { certManagerRelease } from '../mirror/certManager';
import { ingressNginxRelease } from '../mirror/ingressNginx';
import { SOLVER_PORT } from '../certmanager/solverObjects';
import { matrixDeployment } from './matrixDeployment';
import { platform } from './platform';

const spec = parseStackSpec({
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 1000,
  workloads: { haproxy: true, sygnal: true },
});

/** Ports of rows that nothing of the deployment listens on, and why. */
const absent: Readonly<Record<string, string>> = {
  'minio 9443/TCP': 'only where the tenant asks for a certificate of its own',
  'coturn 49152-65535/UDP': 'open for as long as a call is relayed',
};

const templates: PodTemplate[] = [
  ...platform('sandbox', 'calico'),
  ...matrixDeployment({
    namespace: 'matrix',
    domain: 'chat.example.org',
    frontend: 'haproxy',
  }),
  ...(ingressNginxRelease('1.15.1') ?? []),
  ...(certManagerRelease('1.21.1') ?? []),
].flatMap(({ spec: objectSpec }) => {
  const { template } = Object(objectSpec);
  return template?.spec?.containers ? [template] : [];
});

function declaredBy(podLabels: Readonly<Record<string, string>>) {
  return templates
    .filter(({ metadata }) =>
      Object.entries(podLabels).every(
        ([key, value]) => metadata?.labels?.[key] === value,
      ),
    )
    .flatMap(({ spec: { containers } }) => containers)
    .flatMap(({ ports }): ContainerPort[] => ports ?? []);
}

function isDeclared(
  ports: readonly ContainerPort[],
  { port, endPort = port, protocol }: ContractPort,
): boolean {
  return ports.some(
    declared =>
      (declared.protocol ?? 'TCP') === protocol &&
      port <= declared.containerPort &&
      declared.containerPort <= endPort,
  );
}

const text = ({ port, endPort, protocol }: ContractPort) =>
  `${endPort === undefined ? port : `${port}-${endPort}`}/${protocol}`;

/** What the rows that must work want of a peer, and its pods don't declare. */
function missing(peer: ContractPeer, ports: readonly ContractPort[]): string[] {
  if (peer.kind !== 'workload' || peer.workload === 'acme-solver') {
    return [];
  }
  const declared = declaredBy(workload(peer.workload).podLabels);
  return ports
    .filter(port => !isDeclared(declared, port))
    .map(port => `${peer.workload} ${text(port)}`)
    .filter(entry => absent[entry] === undefined);
}

describe('the demo deployment', () => {
  const mustWork = contractRowsOf(spec).filter(
    ({ expectation }) => expectation === 'mustWork',
  );

  it.each(mustWork.map(row => [row.id, row] as const))(
    'declares the ports of the contract row %s',
    (_, row) => {
      expect(
        flowsOf(row, spec).flatMap(({ destinations, ports }) =>
          ports.kind === 'listed'
            ? destinations.flatMap(peer => missing(peer, ports.ports))
            : [],
        ),
      ).toEqual([]);
    },
  );

  it('has solvers that listen where the row F15 says', () => {
    expect(SOLVER_PORT).toBe(8089);
  });

  it('has a Service that sends traffic to Redis pods that are not ready', () => {
    const services = matrixDeployment({
      namespace: 'matrix',
      domain: 'chat.example.org',
      frontend: 'haproxy',
    }).filter(
      ({ kind, spec: serviceSpec }) =>
        kind === 'Service' && Object(serviceSpec).publishNotReadyAddresses,
    );
    expect(
      services.map(({ metadata, spec: serviceSpec }) => [
        metadata.name,
        Object(serviceSpec).selector,
      ]),
    ).toEqual([['redis-headless', { 'app.kubernetes.io/name': 'redis' }]]);
  });
});
