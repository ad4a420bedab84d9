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
import { ForwardedError } from '@backstage/errors';
import { describeFlowChanges } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApiFor } from '../client/createApiFor';
import { followOperation } from '../lib/followOperation';
import { stackSpecInput, validSpec } from '../lib/stackSpecInput';
import { examples } from './createStackApplyAction.examples';

/** `matrix-network:stack:apply`: stores the spec and applies its stack, in the backend, while the task follows. */
export function createStackApplyAction(
  apiFor: ApiFor,
  options: { pollMilliseconds?: number } = {},
) {
  return createTemplateAction({
    id: 'matrix-network:stack:apply',
    description:
      'Applies the networking stack of a Matrix cluster to its Kubernetes cluster and waits until every stage is in. Safe to run again: what is in place already stays unchanged',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        spec: stackSpecInput,
        force: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Objects whose fields may be taken over from another manager, as an earlier conflict named them',
            ),
        prune: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Delete what earlier applies put in and the spec does not have any more; never a Namespace, a CustomResourceDefinition or a Secret',
            ),
      },
      output: {
        operationId: z => z.string().describe('Operation in the backend'),
        created: z => z.number().describe('Objects created'),
        changed: z => z.number().describe('Objects changed'),
        unchanged: z => z.number().describe('Objects that were right already'),
        entityRef: z =>
          z
            .string()
            .describe('Entity reference of the Matrix cluster in the catalog'),
      },
    },
    async handler(ctx) {
      const api = await apiFor(ctx);
      const { spec, warnings } = await validSpec(api, ctx.input.spec);
      warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output('entityRef', `system:${spec.name}/${spec.name}`);
      if (ctx.isDryRun) {
        const rendered = await api.renderStack(spec);
        for (const stage of rendered.stages) {
          ctx.logger.info(
            `Would apply ${stage.title}: ${stage.objects.length} objects`,
          );
        }
        ctx.logger.info(describeFlowChanges(rendered.flowChanges));
        return;
      }

      const operation = await api
        .startApply(spec.name, {
          spec,
          force: ctx.input.force,
          prune: ctx.input.prune,
        })
        .catch(error => {
          throw new ForwardedError(
            `The apply of ${spec.name} could not be started`,
            error,
          );
        });
      ctx.output('operationId', operation.id);
      ctx.logger.info(`Operation ${operation.id} is ${operation.status}`);

      const ended = await followOperation(api, operation.id, {
        logger: ctx.logger,
        signal: ctx.signal,
        pollMilliseconds: options.pollMilliseconds,
      });
      if (ended.status === 'failed') {
        throw new Error(
          `The stack of ${spec.name} is not fully applied: ${
            ended.error ?? 'the operation gave no reason'
          }. Run the template again to continue where it stopped.`,
        );
      }
      const { created = 0, changed = 0, unchanged = 0 } = ended.result ?? {};
      ctx.output('created', created);
      ctx.output('changed', changed);
      ctx.output('unchanged', unchanged);
      ctx.logger.info(
        created + changed === 0
          ? `Nothing to change: all ${unchanged} objects were as they should be`
          : `${created} created, ${changed} changed, ${unchanged} unchanged`,
      );
    },
  });
}
