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

import { matrixNetworkReadPermission } from '@matrix-network/backstage-plugin-matrix-network-common';
import { assertAllowed } from '../service/assertAllowed';
import { listMatrixClusters } from '../service/matrixClusterViews';
import { ActionOptions } from './registerActions';

export function registerListMatrixClustersAction({
  actionsRegistry,
  permissions,
  services,
}: Pick<ActionOptions, 'actionsRegistry' | 'permissions'> & {
  services: Parameters<typeof listMatrixClusters>[0];
}): void {
  actionsRegistry.register({
    name: 'list-matrix-clusters',
    title: 'List Matrix clusters',
    description: `Lists every Matrix (Synapse) deployment whose network is watched, worst first.
Each entry says whether its NetworkPolicies are in force, how many ingress replicas are ready against the target, when the first certificate expires, how many findings there are, and since when the figures are stale.
Use it to find the Matrix cluster that needs attention, then get-matrix-cluster-health for the causes and remedies.`,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    visibilityPermission: matrixNetworkReadPermission,
    schema: {
      input: z => z.object({}),
      output: z =>
        z.object({
          matrixClusters: z.array(
            z.object({
              name: z.string(),
              kubernetesCluster: z.string(),
              namespace: z.string(),
              domain: z.string(),
              targetCcu: z.number(),
              status: z.enum(['healthy', 'degraded', 'failing', 'unknown']),
              criticalFindings: z.number(),
              warnings: z.number(),
              worstFinding: z.string().optional(),
              policiesInForce: z.number(),
              policiesExpected: z.number(),
              ingressReady: z.number().optional(),
              ingressTarget: z
                .number()
                .nullable()
                .optional()
                .describe('null where one replica runs on each node'),
              soonestExpiryDays: z.number().optional(),
              certificateUrgency: z
                .enum(['none', 'warning', 'critical', 'expired'])
                .optional(),
              lastSeenAt: z.string().optional(),
              pollError: z
                .string()
                .optional()
                .describe('Why the figures are stale'),
            }),
          ),
        }),
    },
    action: async ({ credentials }) => {
      await assertAllowed(
        permissions,
        matrixNetworkReadPermission,
        credentials,
      );
      const summaries = await listMatrixClusters(services);
      return {
        output: {
          matrixClusters: summaries.map(
            ({ findings, poll, workloads: _, registered: __, ...rest }) => ({
              ...rest,
              criticalFindings: findings.critical,
              warnings: findings.warning,
              lastSeenAt: poll.lastSuccessAt,
              pollError: poll.error,
            }),
          ),
        },
      };
    },
  });
}
