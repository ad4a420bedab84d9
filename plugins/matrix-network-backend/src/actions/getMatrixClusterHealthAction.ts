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
import { matrixClusterDetail } from '../service/matrixClusterViews';
import { ActionOptions } from './registerActions';

export function registerGetMatrixClusterHealthAction({
  actionsRegistry,
  permissions,
  services,
}: Pick<ActionOptions, 'actionsRegistry' | 'permissions'> & {
  services: Parameters<typeof matrixClusterDetail>[0];
}): void {
  actionsRegistry.register({
    name: 'get-matrix-cluster-health',
    title: 'Get the health of a Matrix cluster',
    description: `Says what is wrong with the network of one Matrix (Synapse) deployment, with cause and remedy for each finding, and the state of its certificates.
The answer comes from the last poll; lastSeenAt says when that was, and pollError why nothing newer is known.
Names come from list-matrix-clusters.`,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    visibilityPermission: matrixNetworkReadPermission,
    schema: {
      input: z =>
        z.object({
          name: z
            .string()
            .describe('Name of the Matrix cluster, such as chat-eu'),
        }),
      output: z =>
        z.object({
          name: z.string(),
          status: z.enum(['healthy', 'degraded', 'failing', 'unknown']),
          lastSeenAt: z.string().optional(),
          pollError: z.string().optional(),
          findings: z.array(
            z.object({
              code: z.string(),
              severity: z.enum(['critical', 'warning', 'info']),
              title: z.string(),
              cause: z.string(),
              remedy: z.string(),
            }),
          ),
          certificates: z.array(
            z.object({
              name: z.string(),
              state: z.string(),
              dnsNames: z.array(z.string()),
              notAfter: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      await assertAllowed(
        permissions,
        matrixNetworkReadPermission,
        credentials,
      );
      const { spec, poll, health } = await matrixClusterDetail(
        services,
        input.name,
      );
      return {
        output: {
          name: spec.name,
          status: health?.status ?? 'unknown',
          lastSeenAt: poll.lastSuccessAt,
          pollError: poll.error,
          findings: (health?.findings ?? []).map(
            ({ code, severity, title, cause, remedy }) => ({
              code,
              severity,
              title,
              cause,
              remedy,
            }),
          ),
          certificates: (health?.certificates ?? []).map(
            ({ name, state, dnsNames, notAfter }) => ({
              name,
              state,
              dnsNames: [...dnsNames],
              notAfter,
            }),
          ),
        },
      };
    },
  });
}
