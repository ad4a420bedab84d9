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

import { matrixNetworkCheckPermission } from '@matrix-network/backstage-plugin-matrix-network-common';
import { checkCertificate } from '../certificates/checkCertificate';
import { assertAllowed } from '../service/assertAllowed';
import { ActionOptions } from './registerActions';

export function registerCheckCertificateAction({
  actionsRegistry,
  permissions,
  services,
}: Pick<ActionOptions, 'actionsRegistry' | 'permissions'> & {
  services: Parameters<typeof checkCertificate>[0];
}): void {
  actionsRegistry.register({
    name: 'check-certificate',
    title: 'Check the certificate that a host presents',
    description: `Makes a TLS handshake with a host of a Matrix (Synapse) deployment and says which certificate it presents: whether it is trusted, whether the name matches, and how many days are left.
Only hosts that the Matrix cluster's own Ingresses and Certificates name are accepted.
Use it to see what clients see; get-matrix-cluster-health says what the Kubernetes cluster believes.`,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    visibilityPermission: matrixNetworkCheckPermission,
    schema: {
      input: z =>
        z.object({
          name: z.string().describe('Name of the Matrix cluster'),
          host: z.string().describe('Host name, such as chat.example.org'),
          port: z
            .number()
            .int()
            .optional()
            .describe('443, which is the default, or the HTTPS NodePort'),
        }),
      output: z =>
        z.object({
          outcome: z.enum(['presented', 'failed']),
          host: z.string(),
          port: z.number(),
          trusted: z.boolean().optional(),
          nameMatches: z.boolean().optional(),
          daysLeft: z.number().optional(),
          subject: z.string().optional(),
          issuer: z.string().optional(),
          message: z
            .string()
            .optional()
            .describe('Why it failed, or why it is not trusted'),
        }),
    },
    action: async ({ input, credentials }) => {
      await assertAllowed(
        permissions,
        matrixNetworkCheckPermission,
        credentials,
      );
      const { name, host, port } = input;
      const result = await checkCertificate(services, name, { host, port });
      if (result.outcome === 'failed') {
        return {
          output: {
            outcome: result.outcome,
            host: result.host,
            port: result.port,
            message: result.message,
          },
        };
      }
      return {
        output: {
          outcome: result.outcome,
          host: result.host,
          port: result.port,
          trusted: result.trusted,
          nameMatches: result.nameMatches,
          daysLeft: result.daysLeft,
          subject: result.chain[0].subject,
          issuer: result.chain[0].issuer,
          message: result.trustError,
        },
      };
    },
  });
}
