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

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { databaseIds, databases } from '../__testUtils__/databases';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@matrix-network/backstage-plugin-matrix-network-backend',
  'migrations',
);

const tables = [
  'matrix_cluster_specs',
  'matrix_cluster_health',
  'kubernetes_clusters',
  'operations',
  'operation_lines',
  'release_digests',
  'matrix_cluster_installations',
  'matrix_cluster_inventory',
  'probe_slots',
  'matrix_cluster_begun',
];

describe('migrations', () => {
  it.each(databaseIds)('goes up and down again, %p', async id => {
    const knex = await databases.init(id);

    await knex.migrate.latest({ directory });
    for (const table of tables) {
      await expect(knex.schema.hasTable(table)).resolves.toBe(true);
    }

    await knex.migrate.rollback({ directory }, true);
    for (const table of tables) {
      await expect(knex.schema.hasTable(table)).resolves.toBe(false);
    }
  });

  it.each(databaseIds)(
    'knows what was applied before there was an inventory, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.up({ directory });
      const spec = (targetCcu: number) =>
        JSON.stringify({
          name: 'chat-eu',
          kubernetesCluster: 'prod',
          targetCcu,
        });
      const rows = [
        { spec: spec(100), applied_at: new Date('2026-11-01T00:00:00.000Z') },
        { spec: spec(200), applied_at: new Date('2026-11-02T00:00:00.000Z') },
        { spec: spec(300), applied_at: null },
      ].map(row => ({
        ...row,
        matrix_cluster: 'chat-eu',
        created_at: new Date(),
        created_by: 'user:default/guest',
      }));
      await knex('matrix_cluster_specs').insert(rows);
      await knex('matrix_cluster_specs').insert({
        ...rows[2],
        matrix_cluster: 'never-applied',
      });

      await knex.migrate.up({ directory });

      const installations = await knex('matrix_cluster_installations');
      expect(installations).toMatchObject([
        {
          matrix_cluster: 'chat-eu',
          kubernetes_cluster: 'prod',
          spec: spec(200),
        },
      ]);
      expect(new Date(installations[0].first_applied_at).getTime()).toBe(
        Date.parse('2026-11-01T00:00:00.000Z'),
      );

      await knex.migrate.down({ directory });
      await expect(
        knex.schema.hasTable('matrix_cluster_inventory'),
      ).resolves.toBe(false);
      await expect(knex('matrix_cluster_specs')).resolves.toHaveLength(4);
    },
  );

  it.each(databaseIds)(
    'knows which Kubernetes clusters were being changed, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.up({ directory });
      await knex.migrate.up({ directory });
      const operation = (
        name: string,
        kind: string,
        status: string,
        kubernetesCluster: string,
      ) => ({
        id: name,
        matrix_cluster: name,
        active_matrix_cluster: status === 'succeeded' ? null : name,
        kind,
        status,
        requested_by: 'user:default/guest',
        request: JSON.stringify({ spec: { name, kubernetesCluster } }),
        created_at: new Date(),
        attempts: 0,
      });
      await knex('operations').insert([
        operation('a', 'apply', 'running', 'prod'),
        operation('b', 'uninstall', 'running', 'prod'),
        operation('c', 'apply', 'queued', 'test'),
        operation('d', 'probe', 'running', 'test'),
        operation('e', 'apply', 'succeeded', 'test'),
      ]);
      await knex('operation_lines').insert({
        operation_id: 'a',
        sequence: 1,
        at: new Date(),
        event: '{}',
      });

      await knex.migrate.up({ directory });

      const rows = await knex('operations')
        .orderBy('id')
        .select('id', 'writes_to', 'writing_to');
      expect(
        rows.map(row => [row.id, row.writes_to, Boolean(row.writing_to)]),
      ).toEqual([
        ['a', 'prod', expect.any(Boolean)],
        ['b', 'prod', expect.any(Boolean)],
        ['c', 'test', false],
        ['d', null, false],
        ['e', null, false],
      ]);
      expect(rows.filter(row => row.writing_to)).toMatchObject([
        { writing_to: 'prod' },
      ]);

      await knex.migrate.down({ directory });
      await expect(knex('operation_lines')).resolves.toHaveLength(1);
      await expect(
        knex.schema.hasColumn('operations', 'writes_to'),
      ).resolves.toBe(false);
    },
  );

  it.each(databaseIds)(
    'knows where something of a Matrix cluster is, %p',
    async id => {
      const knex = await databases.init(id);
      for (let step = 0; step < 4; step++) {
        await knex.migrate.up({ directory });
      }
      const specOf = (name: string, kubernetesCluster: string) =>
        JSON.stringify({ name, kubernetesCluster });
      const at = new Date('2026-11-01T00:00:00.000Z');
      await knex('matrix_cluster_installations').insert(
        [
          ['applied', 'prod'],
          ['moved', 'elsewhere'],
        ].map(([name, cluster]) => ({
          matrix_cluster: name,
          kubernetes_cluster: cluster,
          spec: specOf(name, cluster),
          first_applied_at: at,
          applied_at: at,
        })),
      );
      await knex('matrix_cluster_specs').insert(
        [
          ['failed', 'prod'],
          ['failed', 'elsewhere'],
          ['never-begun', 'prod'],
          ['nothing-went-in', 'prod'],
          ['moved', 'prod'],
          ['moved', 'elsewhere'],
        ].map(([name, cluster]) => ({
          matrix_cluster: name,
          spec: specOf(name, cluster),
          created_at: at,
          created_by: 'user:default/guest',
          applied_at: name === 'moved' ? at : null,
        })),
      );
      await knex('matrix_cluster_specs').insert({
        matrix_cluster: 'moved',
        spec: JSON.stringify({
          ...JSON.parse(specOf('moved', 'prod')),
          targetCcu: 20_000,
        }),
        created_at: at,
        created_by: 'user:default/guest',
        applied_at: null,
      });
      const object = {
        kubernetes_cluster: 'prod',
        api_version: 'v1',
        api_group: '',
        kind: 'Namespace',
        namespace: '',
        stage: 'namespaces',
        in_stack: true,
      };
      await knex('matrix_cluster_inventory').insert([
        ...['applied', 'failed', 'moved', 'nothing-went-in'].map(name => ({
          ...object,
          matrix_cluster: name,
          name: 'matrix',
          ownership: 'own',
          uid: name === 'nothing-went-in' ? null : 'uid-1',
        })),
        // It is there, as another has put it there.
        {
          ...object,
          matrix_cluster: 'nothing-went-in',
          name: 'ingress-nginx',
          ownership: 'shared',
          uid: 'uid-2',
        },
      ]);

      await knex.migrate.up({ directory });

      await expect(
        knex('matrix_cluster_begun')
          .orderBy(['matrix_cluster', 'kubernetes_cluster'])
          .select('matrix_cluster', 'kubernetes_cluster', 'spec'),
      ).resolves.toEqual(
        [
          ['applied', 'prod'],
          ['failed', 'prod'],
          ['moved', 'elsewhere'],
          ['moved', 'prod'],
        ].map(([name, cluster]) => ({
          matrix_cluster: name,
          kubernetes_cluster: cluster,
          spec: specOf(name, cluster),
        })),
      );
    },
  );

  it.each(databaseIds)(
    'deletes the lines of an operation that is deleted, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.latest({ directory });
      await knex('operations').insert({
        id: 'op-1',
        matrix_cluster: 'chat-eu',
        kind: 'apply',
        status: 'queued',
        requested_by: 'user:default/guest',
        request: '{}',
        created_at: new Date(),
        attempts: 0,
      });
      await knex('operation_lines').insert({
        operation_id: 'op-1',
        sequence: 1,
        at: new Date(),
        event: '{}',
      });

      await knex('operations').delete();

      await expect(knex('operation_lines')).resolves.toEqual([]);
    },
  );
});
