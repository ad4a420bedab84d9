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

/**
 * What is on the clusters, as far as this product put it there.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('matrix_cluster_installations', table => {
    table.comment('Matrix clusters whose stack is on their Kubernetes cluster');
    table.string('matrix_cluster', 253).primary();
    table.string('kubernetes_cluster', 253).notNullable();
    table
      .text('spec', 'longtext')
      .notNullable()
      .comment('StackSpec as JSON, as last applied with success');
    table.dateTime('first_applied_at').notNullable();
    table.dateTime('applied_at').notNullable();
    table.index('kubernetes_cluster', 'matrix_cluster_installations_k8s_idx');
  });

  await knex.schema.createTable('matrix_cluster_inventory', table => {
    table.comment('Objects that applies put on Kubernetes clusters');
    table.increments('id');
    table.string('matrix_cluster', 253).notNullable();
    table.string('kubernetes_cluster', 253).notNullable();
    table.string('api_version', 253).notNullable();
    table.string('api_group', 253).notNullable().comment('Empty for core');
    table.string('kind', 63).notNullable();
    table
      .string('namespace', 63)
      .notNullable()
      .comment('Empty for objects of the whole cluster');
    table.string('name', 253).notNullable();
    table.string('uid', 64).nullable().comment('Null until it is known');
    table.string('stage', 32).notNullable();
    table.string('ownership', 16).notNullable().comment('own, shared, made');
    table
      .boolean('in_stack')
      .notNullable()
      .comment('The newest apply has it; else it waits to be pruned');
    table.unique(
      [
        'matrix_cluster',
        'kubernetes_cluster',
        'api_group',
        'kind',
        'namespace',
        'name',
      ],
      { indexName: 'matrix_cluster_inventory_object_idx' },
    );
    table.index('kubernetes_cluster', 'matrix_cluster_inventory_k8s_idx');
  });

  await recordWhatWasApplied(knex);
};

/**
 * Those applied before there was this table stay known as applied.
 *
 * @param {import('knex').Knex} knex
 */
async function recordWhatWasApplied(knex) {
  const rows = await knex('matrix_cluster_specs')
    .whereNotNull('applied_at')
    .orderBy('id')
    .select('matrix_cluster', 'spec', 'applied_at');
  const installations = new Map();
  for (const row of rows) {
    const first = installations.get(row.matrix_cluster);
    installations.set(row.matrix_cluster, {
      matrix_cluster: row.matrix_cluster,
      kubernetes_cluster: JSON.parse(row.spec).kubernetesCluster,
      spec: row.spec,
      first_applied_at: first ? first.first_applied_at : row.applied_at,
      applied_at: row.applied_at,
    });
  }
  if (installations.size > 0) {
    await knex.batchInsert(
      'matrix_cluster_installations',
      [...installations.values()],
      50,
    );
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('matrix_cluster_inventory');
  await knex.schema.dropTable('matrix_cluster_installations');
};
