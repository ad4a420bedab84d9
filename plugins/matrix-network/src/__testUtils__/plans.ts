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
  countPlan,
  PlannedObject,
  PlannedRemoval,
  SpecHistoryEntry,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { specOf } from './network';
import { secondsAgo } from './times';

/** A plan for these objects and removals, on a cluster that has nothing else to say. */
export function planOf(
  objects: PlannedObject[],
  removals: PlannedRemoval[] = [],
  rest: Partial<StackPlan> = {},
): StackPlan {
  return {
    matrixCluster: 'chat-eu',
    kubernetesCluster: 'sandbox',
    counts: countPlan(objects, removals),
    objects,
    removals,
    flowChanges: { opened: [], closed: [], rows: [], truncated: false },
    warnings: [],
    uses: [],
    neighbours: [],
    ...rest,
  };
}

const unchanged: PlannedObject = {
  stage: 'policies',
  object: 'NetworkPolicy matrix/allow-dns',
  plan: { action: 'unchanged' },
};

const keptNamespace: PlannedRemoval = {
  stage: 'namespaces',
  object: 'Namespace matrix-old',
  action: 'keep',
  needsWord: true,
  reason:
    'A Namespace is deleted only when it is named: all that is in it would go with it',
};

/** The cluster is as the spec says. */
export const idlePlan: StackPlan = planOf([unchanged]);

/** Some of everything that a plan can say. */
export const fullPlan: StackPlan = planOf(
  [
    unchanged,
    {
      stage: 'policies',
      object: 'NetworkPolicy matrix/redis-access',
      plan: {
        action: 'conflict',
        conflicts: [
          {
            object: 'NetworkPolicy matrix/redis-access',
            field: 'spec.ingress',
            manager: 'kubectl-edit',
          },
        ],
      },
    },
    {
      stage: 'ingress-controller',
      object: 'Deployment ingress-nginx/ingress-nginx-controller',
      plan: {
        action: 'change',
        fields: [
          { field: 'spec.replicas', before: '2', after: '3' },
          { field: 'spec.minReadySeconds', after: '5' },
        ],
        moreFields: 4,
      },
    },
    {
      stage: 'ingress-controller',
      object: 'Service ingress-nginx/ingress-nginx-controller',
      plan: { action: 'refused', reason: 'provided port is already allocated' },
    },
    {
      stage: 'policies',
      object: 'NetworkPolicy matrix/minio-access',
      plan: { action: 'create' },
    },
    {
      stage: 'issuers',
      object: 'ClusterIssuer selfsigned',
      plan: {
        action: 'create',
        offline:
          'the cluster does not serve kind ClusterIssuer of cert-manager.io/v1 yet',
      },
    },
    {
      stage: 'certificates',
      object: 'Certificate matrix/matrix-tls',
      plan: {
        action: 'undecided',
        reason: 'webhook.cert-manager.io does not answer',
      },
    },
  ],
  [
    {
      stage: 'policies',
      object: 'NetworkPolicy matrix/haproxy-access',
      action: 'delete',
    },
    keptNamespace,
  ],
  {
    flowChanges: {
      opened: [
        {
          source: 'Synapse (main)',
          destination: 'Redis',
          ports: 'TCP 6379',
          workloads: ['synapse-main', 'redis'],
        },
      ],
      closed: [],
      rows: [],
      truncated: false,
    },
    warnings: [
      {
        code: 'http01-needs-port-80',
        field: 'ingress.port80Forwarded',
        message: 'Nothing is said to forward port 80.',
      },
    ],
    uses: [
      {
        component: 'cert-manager',
        version: '1.19.2',
        namespace: 'pki',
        owner: 'Helm release cm',
      },
    ],
    neighbours: ['chat-us'],
  },
);

/** The same with the policy taken over that is in conflict. */
export const takenOverPlan: StackPlan = {
  ...fullPlan,
  ...planOf(
    fullPlan.objects.map(planned =>
      planned.plan.action === 'conflict'
        ? {
            ...planned,
            plan: {
              action: 'change',
              fields: [{ field: 'spec.ingress', before: '[]', after: '[{}]' }],
              moreFields: 0,
            },
          }
        : planned,
    ),
    fullPlan.removals,
  ),
  flowChanges: fullPlan.flowChanges,
};

/** Taking the stack out again. */
export const uninstallPlan: StackPlan = planOf(
  [],
  [
    {
      stage: 'default-deny',
      object: 'NetworkPolicy matrix/default-deny-all',
      action: 'delete',
    },
    {
      stage: 'certificates',
      object: 'Certificate matrix/matrix-tls',
      action: 'gone',
    },
    {
      stage: 'ingress-controller',
      object: 'Deployment ingress-nginx/ingress-nginx-controller',
      action: 'keep',
      reason: 'Matrix cluster chat-us uses it',
    },
    { ...keptNamespace, object: 'Namespace matrix' },
  ],
  { neighbours: ['chat-us'] },
);

const spec = specOf();

/** Newest first; what is stored is not applied yet. */
export const specHistory: SpecHistoryEntry[] = [
  {
    id: 2,
    spec: { ...spec, targetCcu: spec.targetCcu + 5000 },
    createdAt: secondsAgo(600),
    createdBy: 'user:default/ada',
    current: true,
    inForce: false,
  },
  {
    id: 1,
    spec,
    createdAt: secondsAgo(90_000),
    createdBy: 'user:default/guest',
    appliedAt: secondsAgo(89_000),
    current: false,
    inForce: true,
  },
];
