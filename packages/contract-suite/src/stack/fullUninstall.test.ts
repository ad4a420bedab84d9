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

import {
  BRIDGE_POLICY,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  applyStack,
  describeEntry,
  InventoryEntry,
  inventoryOf,
  planRemoval,
  rbacObjects,
  readClusterFacts,
  removeObjects,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { hasKubernetes } from '../servers';
import { grantedBy, isAskedFor } from './grants';
import { aSpec, realMirror, renderedStack } from './renderedStack';
import { Account, startStackServer, StackServer } from './stackServer';

// The rights fit upstream's roles, not the sandbox's miniatures of them. `npm test`
// says loudly where there is no server, or no mirror.
const describeReal = hasKubernetes && realMirror ? describe : describe.skip;

const patience = { interval: 100, timeout: 90_000, optionalTimeout: 30_000 };

describeReal(
  'an uninstall with everything ticked, on a real API server',
  () => {
    let server: StackServer;
    let applier: Account;
    let remover: Account;
    let stack: Stack;
    let recorded: InventoryEntry[];

    beforeAll(async () => {
      server = await startStackServer();
      applier = await server.account('applier', ['reader', 'applier']);
      remover = await server.account('remover', ['reader', 'applier'], {
        fullUninstall: true,
      });
      const facts = await readClusterFacts(applier.client);
      const spec = aSpec({
        certificates: { issuer: 'selfsigned', wildcard: true },
      });
      stack = await renderedStack(spec, facts);
      await applyStack({ client: applier.client, stack, wait: patience });
      const entries = inventoryOf(stack);
      for (const { kind, namespace, name } of entries) {
        // No cert-manager runs that would make them, with the labels of their Certificates.
        if (kind === 'Secret' && namespace === 'matrix') {
          await server.api.create(`/api/v1/namespaces/${namespace}/secrets`, {
            metadata: {
              name,
              labels: {
                'matrix-network.io/matrix-cluster': stack.matrixCluster,
              },
            },
          });
        }
      }
      // As an apply records it.
      recorded = await Promise.all(
        entries.map(async entry => ({
          ...entry,
          ...(entry.kind === 'Secret' && {
            uid: (await applier.client.identify(entry))?.uid,
          }),
        })),
      );
    }, 240_000);

    afterAll(() => server?.stop());

    const everythingTicked = ({ client }: Account) =>
      planRemoval({
        client,
        matrixCluster: stack.matrixCluster,
        recorded,
        rendered: [],
        neighbours: [],
        also: recorded.map(describeEntry),
      });

    it('is refused before anything goes, where the account may not delete it all', async () => {
      const steps = await everythingTicked(applier);
      const removal = removeObjects({
        client: applier.client,
        steps,
        wait: patience,
      });

      await expect(removal).rejects.toThrow(
        /^Nothing was changed: the portal may not delete customresourcedefinitions\.apiextensions\.k8s\.io in the cluster \(.*'matrix-network rbac --role applier --full-uninstall' prints the rights/,
      );
      const forbidden = steps.flatMap(({ entry, decision }) =>
        decision.action === 'delete' && decision.forbidden
          ? [[entry.kind, decision.forbidden] as const]
          : [],
      );
      expect(new Map(forbidden)).toEqual(
        new Map([
          [
            'CustomResourceDefinition',
            {
              verb: 'delete',
              resource: 'customresourcedefinitions.apiextensions.k8s.io',
            },
          ],
        ]),
      );
      expect(forbidden).toHaveLength(6);
      // What stood in while the policies went in is out since.
      expect(
        applier
          .asked()
          .filter(
            ({ verb, name }) => verb === 'delete' && name !== BRIDGE_POLICY,
          ),
      ).toEqual([]);
    }, 60_000);

    it('asks few questions for that', () => {
      const reviews = applier
        .asked()
        .filter(({ resource }) => resource === 'selfsubjectaccessreviews');

      expect(reviews.length).toBeGreaterThan(10);
      expect(reviews.length).toBeLessThan(recorded.length);
    });

    it('takes all out with the rights for a full uninstall', async () => {
      const { kept, removed } = await removeObjects({
        client: remover.client,
        steps: await everythingTicked(remover),
        wait: patience,
      });

      // The manifest of the account made them, and has its roles in them.
      expect(kept.map(({ object }) => object).sort()).toEqual([
        'Namespace cert-manager',
        'Namespace ingress-nginx',
        'Namespace matrix',
      ]);
      expect(removed).toBeGreaterThan(80);
      const left = await everythingTicked(remover);
      expect(
        left.filter(({ decision }) => decision.action !== 'gone'),
      ).toHaveLength(kept.length);
    }, 180_000);

    it('needs every right that these have more than those of an applier', () => {
      const grantsOf = (fullUninstall: boolean) =>
        grantedBy(
          rbacObjects({
            role: 'applier',
            namespaces: ['matrix'],
            serviceAccount: { namespace: 'matrix-network', name: 'remover' },
            fullUninstall,
          }),
        );
      const usual = new Set(
        grantsOf(false).map(grant => JSON.stringify(grant)),
      );
      const more = grantsOf(true).filter(
        grant => !usual.has(JSON.stringify(grant)),
      );

      expect(more).toHaveLength(6 + 3);
      expect(more.every(({ name }) => name !== '')).toBe(true);
      expect(more.filter(grant => !isAskedFor(grant, remover.asked()))).toEqual(
        [],
      );
    });
  },
);
