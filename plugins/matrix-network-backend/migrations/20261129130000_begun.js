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
 * Where something of a Matrix cluster is, whether or not an apply got to its end
 * there: what is shared on a Kubernetes cluster serves those, too.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('matrix_cluster_begun', table => {
    table.comment(
      'Kubernetes clusters on which something of a Matrix cluster is',
    );
    table.string('matrix_cluster', 253).notNullable();
    table.string('kubernetes_cluster', 253).notNullable();
    table
      .text('spec', 'longtext')
      .notNullable()
      .comment('StackSpec as JSON, of the newest apply that put something in');
    table.dateTime('first_begun_at').notNullable();
    table.primary(['matrix_cluster', 'kubernetes_cluster']);
    table.index('kubernetes_cluster', 'matrix_cluster_begun_k8s_idx');
  });
  const installed = await knex('matrix_cluster_installations').select(
    'matrix_cluster',
    'kubernetes_cluster',
    'spec',
    'first_applied_at',
  );
  const rows = [
    ...installed.map(({ first_applied_at: at, ...row }) => ({
      ...row,
      first_begun_at: at,
    })),
    ...(await halfWay(knex, installed)),
  ];
  if (rows.length > 0) {
    await knex.batchInsert('matrix_cluster_begun', rows, 50);
  }
};

/**
 * Those with objects where they are not installed, because no apply has succeeded
 * or because they have moved since, by the newest spec that was applied to the
 * same Kubernetes cluster, or else stored for it. What has no uid was recorded, but
 * never went in.
 *
 * @param {import('knex').Knex} knex
 * @param {{ matrix_cluster: string, kubernetes_cluster: string }[]} installed
 */
async function halfWay(knex, installed) {
  const known = new Set(installed.map(placeOf));
  const recorded = await knex('matrix_cluster_inventory')
    .where({ in_stack: true, ownership: 'own' })
    .whereNotNull('uid')
    .distinct('matrix_cluster', 'kubernetes_cluster');
  const open = new Set(
    recorded.map(placeOf).filter(place => !known.has(place)),
  );
  const specs = await knex('matrix_cluster_specs')
    .orderBy('id')
    .select('matrix_cluster', 'spec', 'created_at', 'applied_at');
  const byWeight = [
    ...specs.filter(({ applied_at }) => applied_at === null),
    ...specs.filter(({ applied_at }) => applied_at !== null),
  ];
  const begun = new Map();
  for (const { matrix_cluster, spec, created_at } of byWeight) {
    const kubernetes_cluster = JSON.parse(spec).kubernetesCluster;
    const row = { matrix_cluster, kubernetes_cluster, spec };
    if (open.has(placeOf(row))) {
      begun.set(placeOf(row), { ...row, first_begun_at: created_at });
    }
  }
  return [...begun.values()];
}

/** @param {{ matrix_cluster: string, kubernetes_cluster: string }} row */
function placeOf({ matrix_cluster, kubernetes_cluster }) {
  return JSON.stringify([matrix_cluster, kubernetes_cluster]);
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('matrix_cluster_begun');
};
