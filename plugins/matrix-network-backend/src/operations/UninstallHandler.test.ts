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
  ClusterClient,
  InventoryEntry,
  inventoryOf,
  KubernetesApiError,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { DatabaseHealthStore } from '../database/DatabaseHealthStore';
import { DatabaseInventoryStore } from '../database/DatabaseInventoryStore';
import { DatabaseSpecStore } from '../database/DatabaseSpecStore';
import { StackEngine } from '../engine/StackEngine';
import { migratedDatabase } from '../__testUtils__/databases';
import {
  fakeClient,
  fakeEngine,
  specOf,
  stackOf,
} from '../__testUtils__/fakes';
import { UninstallHandler } from './UninstallHandler';

jest.setTimeout(60_000);

const spec = specOf();
const place = {
  matrixCluster: spec.name,
  kubernetesCluster: spec.kubernetesCluster,
};
/** A Namespace and a NetworkPolicy. */
const recorded = inventoryOf(stackOf(spec));
const secret: InventoryEntry = {
  apiVersion: 'v1',
  kind: 'Secret',
  namespace: spec.namespace,
  name: 'matrix-tls',
  stage: 'certificates',
  ownership: 'made',
};

const forbidden = () =>
  new KubernetesApiError({
    statusCode: 403,
    reason: 'Forbidden',
    message: 'forbidden: User "portal" cannot get it',
  });

/** An applied Matrix cluster, whose account may not look at objects of these kinds; of the others none is left. */
async function applied(options: {
  mayNotRead: readonly string[];
  engine?: Partial<StackEngine>;
}) {
  const knex = await migratedDatabase('SQLITE_3');
  const specs = new DatabaseSpecStore(knex);
  const inventory = new DatabaseInventoryStore(knex);
  await specs.save(spec, 'user:default/ada');
  await inventory.record(spec, [...recorded, secret], new Date());
  const lookAt = ({ kind }: { kind: string }) => {
    if (options.mayNotRead.includes(kind)) {
      throw forbidden();
    }
  };
  const deletes = jest.fn(async () => {});
  const client: ClusterClient = {
    ...fakeClient(spec.kubernetesCluster),
    get: async ref => {
      lookAt(ref);
      return undefined;
    },
    exists: async ref => {
      lookAt(ref);
      return false;
    },
    identify: async ref => {
      lookAt(ref);
      return undefined;
    },
    delete: deletes,
  };
  const afterwards = jest.fn(async () => {});
  const handler = new UninstallHandler({
    engine: fakeEngine(options.engine),
    clusters: {
      list: async () => [{ name: spec.kubernetesCluster }],
      client: async () => client,
    },
    specs,
    inventory,
    health: new DatabaseHealthStore(knex),
    afterwards,
  });
  const uninstall = (
    request: Partial<{ also: string[]; forget: boolean }> = {},
  ) =>
    handler.run({
      operation: 'operation-1',
      request: { kind: 'uninstall', spec, also: [], forget: false, ...request },
      signal: new AbortController().signal,
      progress: () => {},
    });
  const known = async () => ({
    spec: (await specs.current(spec.name)) !== undefined,
    installed: (await inventory.installation(spec.name)) !== undefined,
    objects: (await inventory.entries(place)).length,
  });
  return { uninstall, known, deletes, afterwards };
}

const everything = { spec: true, installed: true, objects: 3 };

describe('an uninstall whose account may not look at all that would go', () => {
  it.each([
    ['nothing', ['Namespace', 'NetworkPolicy', 'Secret'], false],
    ['nothing', ['Namespace', 'NetworkPolicy', 'Secret'], true],
    ['all but policies', ['NetworkPolicy'], false],
    ['all but policies', ['NetworkPolicy'], true],
  ])(
    'changes nothing where it may read %s, and goes on knowing what is there (%p, forget: %p)',
    async (_, mayNotRead, forget) => {
      const { uninstall, known, deletes, afterwards } = await applied({
        mayNotRead,
      });

      await expect(uninstall({ forget })).rejects.toThrow(
        /^Nothing was changed: whether 1 object of the stack is still there is not known\. Grant .*It may not get networkpolicies\.networking\.k8s\.io in namespace matrix \(1 object\)$/,
      );

      await expect(known()).resolves.toEqual(everything);
      expect(deletes).not.toHaveBeenCalled();
      expect(afterwards).not.toHaveBeenCalled();
    },
  );

  it('is not held up by what stays anyway, and forgets on request', async () => {
    const { uninstall, known } = await applied({
      mayNotRead: ['Namespace', 'Secret'],
    });

    await expect(uninstall({ forget: true })).resolves.toMatchObject({
      status: 'succeeded',
      result: {
        kept: [
          {
            object: 'Secret matrix/matrix-tls',
            reason: 'The portal may not get secrets in namespace matrix',
          },
          {
            object: 'Namespace matrix',
            reason: 'The portal may not get namespaces in the cluster',
          },
        ],
      },
    });

    await expect(known()).resolves.toEqual({
      spec: false,
      installed: false,
      objects: 0,
    });
  });

  it('is held up by what is named, even if it is the only such thing', async () => {
    const { uninstall, known } = await applied({ mayNotRead: ['Secret'] });
    await expect(
      uninstall({ forget: true, also: ['Secret matrix/matrix-tls'] }),
    ).rejects.toThrow('It may not get secrets in namespace matrix (1 object)');
    await expect(known()).resolves.toEqual(everything);
  });
});

it('does not forget what could not be taken out', async () => {
  const { uninstall, known } = await applied({
    mayNotRead: [],
    engine: {
      remove: async () => {
        throw new Error('NetworkPolicy matrix/a could not be deleted');
      },
    },
  });
  await expect(uninstall({ forget: true })).rejects.toThrow(
    'NetworkPolicy matrix/a could not be deleted',
  );
  await expect(known()).resolves.toEqual(everything);
});
