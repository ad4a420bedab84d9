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

// @ts-check

const INDEX = 'operations_one_writer_idx';

/**
 * One operation at a time changes a Kubernetes cluster.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table
      .string('writes_to', 253)
      .nullable()
      .comment('The Kubernetes cluster that it changes; null for a probe');
    table
      .string('writing_to', 253)
      .nullable()
      .comment('The same from its first claim to its end, else null');
    table.unique(['writing_to'], { indexName: INDEX, useConstraint: false });
  });
  await lockWhatIsUnderWay(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
async function lockWhatIsUnderWay(knex) {
  const rows = await knex('operations')
    .whereNotNull('active_matrix_cluster')
    .whereNot({ kind: 'probe' })
    .orderBy('created_at')
    .select('id', 'status', 'request');
  const written = new Set();
  for (const row of rows) {
    const { kubernetesCluster } = JSON.parse(row.request).spec;
    // Two may run side by side already: the second has its turn once it is claimed anew.
    const isWriting =
      row.status === 'running' && !written.has(kubernetesCluster);
    if (isWriting) {
      written.add(kubernetesCluster);
    }
    await knex('operations')
      .where({ id: row.id })
      .update({
        writes_to: kubernetesCluster,
        writing_to: isWriting ? kubernetesCluster : null,
      });
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Not by the builder: on SQLite it would make the table anew, and its lines would go with the old one.
  await knex.raw('drop index ??', [INDEX]);
  await knex.raw('alter table ?? drop column ??', ['operations', 'writing_to']);
  await knex.raw('alter table ?? drop column ??', ['operations', 'writes_to']);
};
