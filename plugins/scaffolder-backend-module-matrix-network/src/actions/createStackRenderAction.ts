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

import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { toStackSpecDocument } from '@matrix-network/backstage-plugin-matrix-network-common';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { ApiFor } from '../client/createApiFor';
import { stackSpecInput, validSpec } from '../lib/stackSpecInput';
import { examples } from './createStackRenderAction.examples';

/** `matrix-network:stack:render`: the stack as manifests in the workspace, for GitOps or for reading. */
export function createStackRenderAction(apiFor: ApiFor) {
  return createTemplateAction({
    id: 'matrix-network:stack:render',
    description:
      'Renders the networking stack of a Matrix cluster into the workspace: one file of manifests a stage, and the spec itself',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        spec: stackSpecInput,
        targetPath: z =>
          z
            .string()
            .optional()
            .describe(
              'Folder in the workspace to write to; the default is matrix-network',
            ),
      },
      output: {
        files: z =>
          z
            .array(z.string())
            .describe('Paths written, in the order of their stages'),
        objects: z => z.number().describe('How many objects the stack has'),
        warnings: z =>
          z
            .array(z.string())
            .describe('What a person should know before it is applied'),
      },
    },
    async handler(ctx) {
      const api = await apiFor(ctx);
      const { spec } = await validSpec(api, ctx.input.spec);
      const rendered = await api.renderStack(spec);
      const folder = ctx.input.targetPath ?? 'matrix-network';
      const target = resolveSafeChildPath(ctx.workspacePath, folder);
      await mkdir(target, { recursive: true });

      const files: string[] = [];
      const write = async (name: string, content: string) => {
        await writeFile(path.join(target, name), content, 'utf8');
        files.push(path.posix.join(folder, name));
      };
      await write('matrix-cluster.yaml', stringify(toStackSpecDocument(spec)));
      const filled = rendered.stages.filter(stage => stage.objects.length > 0);
      for (const [index, stage] of filled.entries()) {
        const number = String(index + 1).padStart(2, '0');
        await write(`${number}-${stage.id}.yaml`, stage.manifests);
        ctx.logger.info(`${stage.title}: ${stage.objects.length} objects`);
      }
      const warnings = rendered.warnings.map(warning => warning.message);
      warnings.forEach(warning => ctx.logger.warn(warning));

      ctx.output('files', files);
      ctx.output(
        'objects',
        filled.reduce((sum, stage) => sum + stage.objects.length, 0),
      );
      ctx.output('warnings', warnings);
    },
  });
}
