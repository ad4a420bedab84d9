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

import { LoggerService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  Finding,
  MatrixClusterDetail,
  MatrixNetworkApi,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApiFor } from '../client/createApiFor';
import { failureText } from '../lib/isTransient';
import { sleep } from '../lib/sleep';
import { throughOutages } from '../lib/throughOutages';
import { examples } from './createHealthWaitAction.examples';

const DEFAULT_TIMEOUT_SECONDS = 300;
const POLL_MILLISECONDS = 3_000;

type Tolerance = 'none' | 'warnings';

/** Findings that keep the cluster from counting as healthy. */
function obstacles(
  detail: MatrixClusterDetail,
  tolerance: Tolerance,
): readonly Finding[] {
  return (detail.health?.findings ?? []).filter(finding =>
    tolerance === 'warnings'
      ? finding.severity === 'critical'
      : finding.severity !== 'info',
  );
}

function isHealthy(detail: MatrixClusterDetail, tolerance: Tolerance): boolean {
  return (
    detail.health !== undefined &&
    detail.poll.error === undefined &&
    detail.health.status !== 'unknown' &&
    obstacles(detail, tolerance).length === 0
  );
}

/** What is not healthy, as a person would say it. */
function describe(detail: MatrixClusterDetail, tolerance: Tolerance): string {
  if (detail.poll.error) {
    return `its Kubernetes cluster cannot be read: ${detail.poll.error}`;
  }
  if (!detail.health) {
    return 'it has not been looked at yet';
  }
  const left = obstacles(detail, tolerance);
  return left.length === 0
    ? 'too little of it could be read to say'
    : left.map(finding => `\n  ${finding.title}: ${finding.remedy}`).join('');
}

interface WaitOptions {
  tolerance: Tolerance;
  deadline: number;
  pollMilliseconds: number;
  logger: LoggerService;
  signal?: AbortSignal;
}

/** What the cluster is like now; an answer that does not come is waited for, until the deadline. */
function look(
  api: MatrixNetworkApi,
  name: string,
  { deadline, pollMilliseconds, logger, signal }: WaitOptions,
): Promise<MatrixClusterDetail> {
  return throughOutages(() => api.refreshMatrixCluster(name), {
    logger,
    signal,
    patienceMilliseconds: deadline - Date.now(),
    firstPauseMilliseconds: pollMilliseconds,
  }).catch(error => {
    throw signal?.aborted
      ? error
      : new ForwardedError(
          `Whether ${name} is healthy could not be read: ${failureText(error)}`,
          error,
        );
  });
}

async function waitUntilHealthy(
  api: MatrixNetworkApi,
  name: string,
  options: WaitOptions,
): Promise<MatrixClusterDetail> {
  let last = '';
  for (;;) {
    const detail = await look(api, name, options);
    if (isHealthy(detail, options.tolerance)) {
      return detail;
    }
    const message = describe(detail, options.tolerance);
    if (message !== last) {
      options.logger.info(`Not healthy yet: ${message}`);
      last = message;
    }
    if (Date.now() >= options.deadline) {
      throw new Error(`${name} did not become healthy in time: ${message}`);
    }
    await sleep(options.pollMilliseconds, options.signal);
  }
}

/** `matrix-network:health:wait`: polls until the Matrix cluster is healthy, or fails with what is not. */
export function createHealthWaitAction(
  apiFor: ApiFor,
  options: { pollMilliseconds?: number } = {},
) {
  return createTemplateAction({
    id: 'matrix-network:health:wait',
    description:
      'Waits until the network of a Matrix cluster is healthy: policies in force, ingress replicas at their target, certificates ready. Fails with what is not',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        matrixCluster: z => z.string().describe('Name of the Matrix cluster'),
        timeoutSeconds: z =>
          z
            .number()
            .int()
            .positive()
            .max(3_600)
            .optional()
            .describe(
              `How long to wait; the default is ${DEFAULT_TIMEOUT_SECONDS}`,
            ),
        tolerate: z =>
          z
            .enum(['none', 'warnings'])
            .optional()
            .describe(
              'Findings that may stay: none, or warnings (the default)',
            ),
      },
      output: {
        status: z => z.string().describe('healthy, degraded, …'),
        findings: z =>
          z.array(z.string()).describe('Titles of the findings that are left'),
      },
    },
    async handler(ctx) {
      const { matrixCluster } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would wait until ${matrixCluster} is healthy`);
        return;
      }
      const seconds = ctx.input.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
      const detail = await waitUntilHealthy(await apiFor(ctx), matrixCluster, {
        tolerance: ctx.input.tolerate ?? 'warnings',
        deadline: Date.now() + seconds * 1_000,
        pollMilliseconds: options.pollMilliseconds ?? POLL_MILLISECONDS,
        logger: ctx.logger,
        signal: ctx.signal,
      });
      const findings = detail.health?.findings ?? [];
      for (const finding of findings) {
        ctx.logger[finding.severity === 'info' ? 'info' : 'warn'](
          `${finding.title}: ${finding.remedy}`,
        );
      }
      ctx.output('status', detail.health?.status ?? 'unknown');
      ctx.output(
        'findings',
        findings.map(finding => finding.title),
      );
      ctx.logger.info(`${matrixCluster} is ${detail.health?.status}`);
    },
  });
}
