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

import { ForwardedError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ProbeReport,
  ProbeResult,
  ProbeSelection,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApiFor } from '../client/createApiFor';
import { followOperation } from '../lib/followOperation';
import { examples } from './createConnectivityProbeAction.examples';

type FailOn = 'differs' | 'inconclusive' | 'never';

function selectionOf(input: {
  selection?: 'isolation' | 'contract';
  rows?: string[];
}): ProbeSelection {
  if (input.rows && input.selection) {
    throw new InputError(
      `selection is '${input.selection}' and rows is [${input.rows.join(
        ', ',
      )}], but only one of the two is accepted`,
    );
  }
  return input.rows
    ? { kind: 'rows', rows: input.rows }
    : { kind: input.selection ?? 'isolation' };
}

function count(report: ProbeReport, agreement: ProbeResult['agreement']) {
  return report.results.filter(result => result.agreement === agreement).length;
}

/** Why the task is to fail; undefined when it is not. */
function objection(report: ProbeReport, failOn: FailOn): string | undefined {
  const wrong = report.results.filter(
    ({ agreement }) =>
      (failOn !== 'never' && agreement === 'differs') ||
      (failOn === 'inconclusive' && agreement === 'inconclusive'),
  );
  if (wrong.length === 0) {
    return undefined;
  }
  const [first] = wrong;
  const others = wrong.length - 1;
  return `${first.sourceTitle} → ${first.destinationTitle} ${first.protocol} ${
    first.port
  }: ${first.conclusion}${
    others > 0 ? ` And ${others} more ${others === 1 ? 'flow' : 'flows'}.` : ''
  }`;
}

/** `matrix-network:connectivity:probe`: tries flows for real and holds what was seen against the policies. */
export function createConnectivityProbeAction(
  apiFor: ApiFor,
  options: { pollMilliseconds?: number } = {},
) {
  return createTemplateAction({
    id: 'matrix-network:connectivity:probe',
    description:
      "Tries flows of a Matrix cluster for real, by short-lived Jobs whose pods carry the workloads' labels, and fails where the cluster does not do what its policies say",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        matrixCluster: z => z.string().describe('Name of the Matrix cluster'),
        selection: z =>
          z
            .enum(['isolation', 'contract'])
            .optional()
            .describe(
              'What to try: who reaches key_vault, the databases and Redis (isolation, the default), or every row of the contract that a probe can try',
            ),
        rows: z =>
          z
            .array(z.string())
            .min(1)
            .optional()
            .describe('Rows of the connectivity contract to try instead'),
        failOn: z =>
          z
            .enum(['differs', 'inconclusive', 'never'])
            .optional()
            .describe(
              'When the task fails: where a probe contradicts the policies (the default), also where it proves nothing, or never',
            ),
      },
      output: {
        operationId: z => z.string().describe('Operation in the backend'),
        agrees: z => z.number().describe('Flows that do what the policies say'),
        differs: z => z.number().describe('Flows that do not'),
        inconclusive: z =>
          z.number().describe('Flows of which nothing is proven'),
      },
    },
    async handler(ctx) {
      const { matrixCluster, failOn = 'differs' } = ctx.input;
      const selection = selectionOf(ctx.input);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would probe ${matrixCluster}: ${selection.kind}`);
        return;
      }
      const api = await apiFor(ctx);
      const started = await api
        .startProbe(matrixCluster, selection)
        .catch(error => {
          throw new ForwardedError(
            `The probe of ${matrixCluster} could not be started`,
            error,
          );
        });
      ctx.output('operationId', started.id);
      const { status, error, probes } = await followOperation(api, started.id, {
        logger: ctx.logger,
        signal: ctx.signal,
        pollMilliseconds: options.pollMilliseconds,
      });
      if (status === 'failed' || !probes) {
        throw new Error(
          `The probe of ${matrixCluster} did not run to its end: ${
            error ?? 'the operation gave no reason'
          }`,
        );
      }
      const agrees = count(probes, 'agrees');
      const differs = count(probes, 'differs');
      const inconclusive = count(probes, 'inconclusive');
      ctx.output('agrees', agrees);
      ctx.output('differs', differs);
      ctx.output('inconclusive', inconclusive);
      ctx.logger.info(
        `${agrees} flows do what the policies say, ${differs} do not, ${inconclusive} prove nothing`,
      );
      const problem = objection(probes, failOn);
      if (problem !== undefined) {
        throw new Error(problem);
      }
    },
  });
}
