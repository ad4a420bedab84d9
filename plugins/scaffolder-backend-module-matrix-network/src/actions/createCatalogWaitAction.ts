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

import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { sleep } from '../lib/sleep';
import { examples } from './createCatalogWaitAction.examples';

const TIMEOUT_MILLISECONDS = 90_000;
const POLL_MILLISECONDS = 1_000;

/** `matrix-network:catalog:wait`: waits until the Matrix cluster's entities can be opened. */
export function createCatalogWaitAction(
  catalog: CatalogService,
  options: { pollMilliseconds?: number; timeoutMilliseconds?: number } = {},
) {
  const {
    pollMilliseconds = POLL_MILLISECONDS,
    timeoutMilliseconds = TIMEOUT_MILLISECONDS,
  } = options;
  return createTemplateAction({
    id: 'matrix-network:catalog:wait',
    description:
      'Waits until a Matrix cluster and its workloads, which the backend registers after a successful apply, are in the catalog',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        matrixCluster: z => z.string().describe('Name of the Matrix cluster'),
      },
      output: {
        entityRef: z => z.string().describe('The Matrix cluster: a System'),
        synapseRef: z =>
          z.string().describe('Its Synapse main process: a Component'),
      },
    },
    async handler(ctx) {
      const name = ctx.input.matrixCluster;
      const system = { kind: 'System', namespace: name, name };
      const synapse = {
        kind: 'Component',
        namespace: name,
        name: 'synapse-main',
      };
      ctx.output('entityRef', stringifyEntityRef(system));
      ctx.output('synapseRef', stringifyEntityRef(synapse));
      if (ctx.isDryRun) {
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      const deadline = Date.now() + timeoutMilliseconds;
      for (;;) {
        const found = await Promise.all(
          [system, synapse].map(ref =>
            catalog.getEntityByRef(ref, { credentials }),
          ),
        );
        if (found.every(Boolean)) {
          ctx.logger.info(`${stringifyEntityRef(system)} is in the catalog`);
          return;
        }
        if (Date.now() >= deadline) {
          throw new Error(
            `${stringifyEntityRef(
              found[0] ? synapse : system,
            )} did not appear in the catalog within ${
              timeoutMilliseconds / 1_000
            } seconds; its stack is applied. See the log of the catalog backend for why`,
          );
        }
        await sleep(pollMilliseconds, ctx.signal);
      }
    },
  });
}
