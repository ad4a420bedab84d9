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
  Entity,
  entitySchemaValidator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  MatrixClusterSummary,
  parseStackSpec,
  workloadsOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { matrixNetworkEntities } from './matrixClusterEntities';

const spec = parseStackSpec({
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 5000,
  certificates: { issuer: 'selfsigned' },
});

function summaryOf(
  overrides: Partial<MatrixClusterSummary> = {},
): MatrixClusterSummary {
  return {
    name: 'chat-eu',
    kubernetesCluster: 'sandbox',
    namespace: 'matrix',
    domain: 'chat.example.org',
    targetCcu: 5000,
    status: 'healthy',
    findings: { critical: 0, warning: 0, info: 0 },
    policiesInForce: 13,
    policiesExpected: 13,
    poll: { intervalSeconds: 60 },
    workloads: ['synapse-main', 'redis', 'acme-solver'],
    registered: true,
    ...overrides,
  };
}

const find = (entities: Entity[], ref: string) =>
  entities.find(entity => stringifyEntityRef(entity) === ref);

describe('matrixNetworkEntities', () => {
  it('are a System, a Component for each workload and a Resource', () => {
    const entities = matrixNetworkEntities([summaryOf()], 'group:default/ops');
    expect(entities.map(stringifyEntityRef)).toEqual([
      'resource:default/sandbox',
      'system:chat-eu/chat-eu',
      'component:chat-eu/synapse-main',
      'component:chat-eu/redis',
    ]);
    expect(find(entities, 'component:chat-eu/synapse-main')).toMatchObject({
      metadata: {
        title: 'Synapse (main)',
        annotations: {
          'matrix-network.io/matrix-cluster': 'chat-eu',
          'matrix-network.io/workload': 'synapse-main',
          'backstage.io/kubernetes-namespace': 'matrix',
          'backstage.io/kubernetes-cluster': 'sandbox',
          'backstage.io/managed-by-location':
            'matrix-network:matrix-cluster/chat-eu',
        },
      },
      spec: {
        owner: 'group:default/ops',
        system: 'system:chat-eu/chat-eu',
        dependsOn: ['resource:default/sandbox', 'component:chat-eu/redis'],
      },
    });
    expect(find(entities, 'system:chat-eu/chat-eu')).toMatchObject({
      metadata: {
        annotations: {
          'matrix-network.io/matrix-cluster': 'chat-eu',
          'backstage.io/kubernetes-id': 'chat-eu',
        },
        links: [{ url: 'https://chat.example.org' }],
      },
    });
  });

  it('keeps two Matrix clusters on one Kubernetes cluster apart', () => {
    const refs = matrixNetworkEntities(
      [summaryOf(), summaryOf({ name: 'chat-us' })],
      'unknown',
    ).map(stringifyEntityRef);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs).toContain('component:chat-us/synapse-main');
    expect(refs.filter(ref => ref.startsWith('resource:'))).toEqual([
      'resource:default/sandbox',
    ]);
  });

  it('leaves out one whose first apply has not succeeded', () => {
    expect(
      matrixNetworkEntities([summaryOf({ registered: false })], 'unknown'),
    ).toEqual([]);
  });

  it('are accepted by the catalog, for every workload there is', () => {
    const validate = entitySchemaValidator();
    const entities = matrixNetworkEntities(
      [
        summaryOf({
          kubernetesCluster: 'arn:aws:eks:eu-central-1:1:cluster/x',
          workloads: workloadsOf({
            ...spec,
            workloads: { ...spec.workloads, haproxy: true, sygnal: true },
          })
            .filter(workload => workload.namespace === null)
            .map(workload => workload.id),
        }),
      ],
      'unknown',
    );
    expect(entities.length).toBeGreaterThan(15);
    for (const entity of entities) {
      expect(() => validate(entity)).not.toThrow();
    }
  });
});
