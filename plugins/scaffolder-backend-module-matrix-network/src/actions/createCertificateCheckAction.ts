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

import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { CertificateCheck } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApiFor } from '../client/createApiFor';
import { examples } from './createCertificateCheckAction.examples';

const DEFAULT_MINIMUM_DAYS = 7;

/** Why the host's certificate is not good enough; undefined when it is. */
function objection(
  check: CertificateCheck,
  rules: { minimumDays: number; allowUntrusted: boolean },
): string | undefined {
  const where = `${check.host}:${check.port}`;
  if (check.outcome === 'failed') {
    return `No certificate from ${where}: ${check.message}`;
  }
  if (!check.nameMatches) {
    return `The certificate of ${where} is for ${
      check.chain[0]?.dnsNames.join(', ') || 'no name at all'
    }, not for ${check.host}`;
  }
  if (!check.trusted && !rules.allowUntrusted) {
    return `The certificate of ${where} is not trusted: ${check.trustError}`;
  }
  if (check.daysLeft < rules.minimumDays) {
    return `The certificate of ${where} has ${check.daysLeft} days left; at least ${rules.minimumDays} are wanted`;
  }
  return undefined;
}

/** `matrix-network:certificate:check`: shakes hands with a host of the Matrix cluster and judges what it presents. */
export function createCertificateCheckAction(apiFor: ApiFor) {
  return createTemplateAction({
    id: 'matrix-network:certificate:check',
    description:
      'Makes a TLS handshake with a host of a Matrix cluster and fails unless its certificate matches the name, is trusted and lasts long enough',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        matrixCluster: z => z.string().describe('Name of the Matrix cluster'),
        host: z =>
          z
            .string()
            .describe('Host that one of its Ingresses or Certificates names'),
        port: z =>
          z
            .number()
            .int()
            .min(1)
            .max(65_535)
            .optional()
            .describe('Port; the default is 443'),
        minimumDays: z =>
          z
            .number()
            .int()
            .min(0)
            .optional()
            .describe(
              `Days that must be left; the default is ${DEFAULT_MINIMUM_DAYS}`,
            ),
        allowUntrusted: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Accept a chain that leads to no known root: self-signed, staging',
            ),
      },
      output: {
        daysLeft: z => z.number().describe('Days until it expires'),
        issuer: z => z.string().describe('Issuer of the certificate presented'),
      },
    },
    async handler(ctx) {
      const { matrixCluster, host, port } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would check the certificate of ${host}`);
        return;
      }
      const api = await apiFor(ctx);
      const check = await api.checkCertificate(matrixCluster, { host, port });
      const problem = objection(check, {
        minimumDays: ctx.input.minimumDays ?? DEFAULT_MINIMUM_DAYS,
        allowUntrusted: ctx.input.allowUntrusted ?? false,
      });
      if (problem !== undefined) {
        throw new Error(problem);
      }
      if (check.outcome === 'presented') {
        ctx.output('daysLeft', check.daysLeft);
        ctx.output('issuer', check.chain[0]?.issuer ?? '');
        ctx.logger.info(
          `${host} presents a certificate of ${check.chain[0]?.issuer} with ${check.daysLeft} days left`,
        );
      }
    },
  });
}
