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
  describePlan,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApiFor } from '../client/createApiFor';
import { stackSpecInput, validSpec } from '../lib/stackSpecInput';
import { examples } from './createStackPlanAction.examples';

type FailOn = 'never' | 'conflicts' | 'changes';
type Target = 'apply' | 'uninstall';

/** Why the task is to fail; undefined when it is not. */
function objection(
  plan: StackPlan,
  { failOn = 'never', target = 'apply' }: { failOn?: FailOn; target?: Target },
): string | undefined {
  const { conflict, refused, create, change, remove } = plan.counts;
  if (failOn !== 'never' && conflict + refused > 0) {
    return `${plan.matrixCluster} can't be applied as it is: ${conflict} objects in conflict, ${refused} that the cluster would refuse`;
  }
  if (failOn !== 'changes' || create + change + remove === 0) {
    return undefined;
  }
  return target === 'uninstall'
    ? `An uninstall of ${plan.matrixCluster} would delete ${remove} objects`
    : `${plan.matrixCluster} is not as its spec says: ${create} objects to create, ${change} to change, ${remove} no longer in the spec`;
}

/** The Matrix cluster that is meant: a spec names its own. */
function matrixClusterOf(input: {
  spec?: { name: string };
  matrixCluster?: string;
}): string {
  const { spec, matrixCluster } = input;
  if (spec && matrixCluster !== undefined) {
    throw new InputError(
      `spec is of '${spec.name}' and matrixCluster is '${matrixCluster}', but only one of the two is accepted`,
    );
  }
  const name = spec?.name ?? matrixCluster;
  if (name === undefined) {
    throw new InputError(
      'Neither spec nor matrixCluster is given; one of them says what to plan',
    );
  }
  return name;
}

/** `matrix-network:stack:plan`: what an apply, or an uninstall, would do. */
export function createStackPlanAction(apiFor: ApiFor) {
  return createTemplateAction({
    id: 'matrix-network:stack:plan',
    description:
      'Says what applying the stack of a Matrix cluster would create, change and delete, field by field, and which flows its policies would open and close. Changes nothing',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        spec: z =>
          stackSpecInput(z)
            .optional()
            .describe('StackSpec to plan; or name a matrixCluster'),
        matrixCluster: z =>
          z
            .string()
            .optional()
            .describe('Matrix cluster whose stored spec is planned'),
        specId: z =>
          z
            .number()
            .int()
            .positive()
            .optional()
            .describe('An earlier spec of the Matrix cluster'),
        target: z =>
          z
            .enum(['apply', 'uninstall'])
            .optional()
            .describe('What to plan; the default is apply'),
        force: z =>
          z
            .array(z.string())
            .optional()
            .describe('Objects that would be taken over from other managers'),
        prune: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Judge the flows as after an apply that prunes; the default is false',
            ),
        also: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Namespaces, CustomResourceDefinitions and Secrets that a prune or an uninstall would delete, too',
            ),
        failOn: z =>
          z
            .enum(['never', 'conflicts', 'changes'])
            .optional()
            .describe(
              'When the task fails: never (the default), where the apply could not go through, or where anything would be created or changed, or is no longer in the spec',
            ),
      },
      output: {
        create: z => z.number().describe('Objects that would be created'),
        change: z => z.number().describe('Objects that would be changed'),
        unchanged: z => z.number().describe('Objects that are right already'),
        remove: z => z.number().describe('Objects that a prune would delete'),
        conflicts: z =>
          z
            .array(z.string())
            .describe('Objects with fields that belong to others'),
        hasConflicts: z => z.boolean().describe('Whether there are any'),
      },
    },
    async handler(ctx) {
      const { spec: input, specId, target, force, prune, also } = ctx.input;
      const name = matrixClusterOf(ctx.input);
      const api = await apiFor(ctx);
      const spec = input && (await validSpec(api, input)).spec;
      const plan = await api
        .planStack(name, { spec, specId, target, force, prune, also })
        .catch(error => {
          throw new ForwardedError(`${name} could not be planned`, error);
        });
      for (const { field, message } of plan.warnings) {
        ctx.logger.warn(`${field}: ${message}`);
      }
      ctx.logger.info(describePlan(plan));
      const conflicts = plan.objects
        .filter(object => object.plan.action === 'conflict')
        .map(({ object }) => object);
      ctx.output('create', plan.counts.create);
      ctx.output('change', plan.counts.change);
      ctx.output('unchanged', plan.counts.unchanged);
      ctx.output('remove', plan.counts.remove);
      ctx.output('conflicts', conflicts);
      ctx.output('hasConflicts', conflicts.length > 0);
      const problem = objection(plan, ctx.input);
      if (problem !== undefined) {
        throw new Error(problem);
      }
    },
  });
}
