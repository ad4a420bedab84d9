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
  KubernetesObject,
  STACK_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { KubernetesApiError } from '../cluster';
import { conflictsIn, foreignOwner } from './conflicts';

const object = (
  kind: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x', namespace: 'matrix', ...metadata },
});

it('names field and manager of each cause', () => {
  const error = new KubernetesApiError({
    statusCode: 409,
    reason: 'Conflict',
    message: 'Apply failed with 2 conflicts',
    details: {
      causes: [
        {
          reason: 'FieldManagerConflict',
          message: 'conflict with "kubectl-edit" using networking.k8s.io/v1',
          field: '.spec.ingress',
        },
        {
          reason: 'FieldManagerConflict',
          message: 'conflict with "helm"',
          field: '.spec.egress',
        },
      ],
    },
  });

  expect(conflictsIn(error, object('NetworkPolicy'))).toEqual([
    {
      object: 'NetworkPolicy matrix/x',
      field: '.spec.ingress',
      manager: 'kubectl-edit',
    },
    {
      object: 'NetworkPolicy matrix/x',
      field: '.spec.egress',
      manager: 'helm',
    },
  ]);
});

it('is not about other conflicts', () => {
  const race = new KubernetesApiError({
    statusCode: 409,
    reason: 'AlreadyExists',
    message: 'already exists',
  });

  expect(conflictsIn(race, object('Job'))).toBeUndefined();
  expect(conflictsIn(new Error('other'), object('Job'))).toBeUndefined();
});

it('sees an object as foreign by who wrote it, unless it carries our mark', () => {
  const managedFields = [{ manager: 'helm', operation: 'Update' }];
  const ownerOf = (metadata: Partial<KubernetesObject['metadata']>) =>
    foreignOwner(object('Service'), object('Service', metadata));

  expect(ownerOf({ managedFields })).toEqual([
    { object: 'Service matrix/x', field: '(whole object)', manager: 'helm' },
  ]);
  expect(
    ownerOf({
      managedFields,
      labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
    }),
  ).toBeUndefined();
  expect(
    ownerOf({
      managedFields: [
        ...managedFields,
        { manager: 'matrix-network', operation: 'Apply' },
      ],
    }),
  ).toBeUndefined();
});

it('sees what another Matrix cluster has put there for itself as its own', () => {
  const of = (matrixCluster?: string) =>
    object('NetworkPolicy', {
      managedFields: [{ manager: 'matrix-network', operation: 'Apply' }],
      labels: {
        'app.kubernetes.io/managed-by': 'matrix-network',
        ...(matrixCluster && { [STACK_LABEL]: matrixCluster }),
      },
    });

  expect(foreignOwner(of('us'), of('eu'))).toEqual([
    {
      object: 'NetworkPolicy matrix/x',
      field: '(whole object)',
      manager: 'Matrix cluster eu',
    },
  ]);
  expect(foreignOwner(of('us'), of('us'))).toBeUndefined();
  // What is shared names nobody.
  expect(foreignOwner(of(), of())).toBeUndefined();
  expect(foreignOwner(of('us'), of())).toBeUndefined();
});

it('shares Namespaces with everybody', () => {
  const managedFields = [{ manager: 'kubectl-create', operation: 'Update' }];

  expect(
    foreignOwner(object('Namespace'), object('Namespace', { managedFields })),
  ).toBeUndefined();
});
