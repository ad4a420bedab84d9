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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ownerOf } from './fieldOwners';

const live: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'a',
    namespace: 'b',
    labels: { team: 'chat', 'app.kubernetes.io/name': 'a' },
    managedFields: [
      {
        manager: 'matrix-network',
        operation: 'Apply',
        fieldsV1: { 'f:spec': { 'f:type': {} } },
      },
      {
        manager: 'helm',
        operation: 'Apply',
        fieldsV1: {
          'f:metadata': { 'f:labels': { 'f:app.kubernetes.io/name': {} } },
          'f:spec': {
            'f:ports': {
              'k:{"port":80,"protocol":"TCP"}': {
                '.': {},
                'f:port': {},
                'f:nodePort': {},
              },
            },
          },
        },
      },
      {
        manager: 'kubectl-edit',
        operation: 'Update',
        fieldsV1: { 'f:spec': { 'f:sessionAffinity': {} } },
      },
      {
        manager: 'kube-controller-manager',
        operation: 'Update',
        subresource: 'status',
        fieldsV1: { 'f:status': { 'f:loadBalancer': {} } },
      },
    ],
  },
  spec: {
    type: 'NodePort',
    sessionAffinity: 'None',
    sessionAffinityConfig: {},
    ports: [{ port: 80, protocol: 'TCP', nodePort: 30080 }],
  },
  status: { loadBalancer: {} },
};

it.each([
  ['metadata.labels.app.kubernetes.io/name', 'helm'],
  ['spec.ports[0].nodePort', 'helm'],
  ['spec.ports', 'helm'],
  // An item's default.
  ['spec.ports[0].appProtocol', undefined],
  ['spec.sessionAffinity', 'kubectl-edit'],
  // Of the same beginning, and nobody's.
  ['spec.sessionAffinityConfig', undefined],
  ['metadata.labels.team', undefined],
  // Ours, whichever Matrix cluster's it is.
  ['spec.type', undefined],
])('knows whose %s is: %s', (path, manager) => {
  expect(ownerOf(live, path)).toBe(manager);
});

it('knows of nobody where nothing is written down', () => {
  const { managedFields, ...metadata } = live.metadata;
  expect(ownerOf({ ...live, metadata }, 'spec.ports')).toBeUndefined();
});
