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
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('matrix_cluster_specs', table => {
    table.comment('Every spec that was stored for a Matrix cluster');
    table.increments('id').comment('Row id; the highest one is current');
    table.string('matrix_cluster', 253).notNullable();
    table.text('spec', 'longtext').notNullable().comment('StackSpec as JSON');
    table.dateTime('created_at').notNullable();
    table.string('created_by').notNullable().comment('Entity reference');
    table
      .dateTime('applied_at')
      .nullable()
      .comment('When an apply of this spec first succeeded');
    table.index(['matrix_cluster', 'id'], 'matrix_cluster_specs_cluster_idx');
  });

  await knex.schema.createTable('matrix_cluster_health', table => {
    table.comment('What the last polls of each Matrix cluster came to');
    table.string('matrix_cluster', 253).primary();
    table.text('health', 'longtext').nullable().comment('Health as JSON');
    table.text('digest').nullable().comment('The fleet page row as JSON');
    table
      .binary('snapshot')
      .nullable()
      .comment('Snapshot as gzipped JSON; null where it is too large');
    table.dateTime('last_success_at').nullable();
    table.dateTime('last_attempt_at').nullable();
    table.text('error').nullable().comment('Why the newest attempt failed');
    table.integer('failures').notNullable().comment('Failed attempts in a row');
    table.dateTime('next_poll_at').notNullable();
    table.string('lease_owner').nullable().comment('Who is polling it now');
    table.dateTime('lease_until').nullable();
    table.index('next_poll_at', 'matrix_cluster_health_next_poll_idx');
  });

  await knex.schema.createTable('kubernetes_clusters', table => {
    table.comment('What the last look at each Kubernetes cluster came to');
    table.string('name', 253).primary();
    table.boolean('reachable').notNullable();
    table.string('kubernetes_version').nullable();
    table.text('message').nullable();
    table.text('facts').nullable().comment('ClusterFacts as JSON');
    table.dateTime('looked_at').notNullable();
  });

  await knex.schema.createTable('operations', table => {
    table.comment('Applies and other long-running work on Matrix clusters');
    table.string('id', 36).primary();
    table.string('matrix_cluster', 253).notNullable();
    table
      .string('active_matrix_cluster', 253)
      .nullable()
      .unique({ indexName: 'operations_one_active_idx' })
      .comment('The Matrix cluster while queued or running, else null');
    table.string('kind', 32).notNullable();
    table.string('status', 32).notNullable();
    table.string('requested_by').notNullable().comment('Entity reference');
    table.text('request', 'longtext').notNullable().comment('Input as JSON');
    table.text('result').nullable().comment('OperationResult as JSON');
    table.text('error').nullable().comment('The cause in one sentence');
    table.dateTime('created_at').notNullable();
    table.dateTime('started_at').nullable();
    table.dateTime('finished_at').nullable();
    table.integer('attempts').notNullable().comment('How often it was claimed');
    table.string('lease_owner').nullable().comment('The runner that has it');
    table.dateTime('lease_until').nullable();
    table.index(['matrix_cluster', 'created_at'], 'operations_cluster_idx');
    table.index(['status', 'created_at'], 'operations_status_idx');
  });

  await knex.schema.createTable('operation_lines', table => {
    table.comment('Progress lines of operations');
    table.string('operation_id', 36).notNullable();
    table.integer('sequence').notNullable();
    table.dateTime('at').notNullable();
    table.text('event').notNullable().comment('ProgressEvent as JSON');
    table.primary(['operation_id', 'sequence']);
    table
      .foreign('operation_id')
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('release_digests', table => {
    table.comment('sha256 of releases, recorded when first fetched');
    table.string('component', 64).notNullable();
    table.string('version', 64).notNullable();
    table.string('sha256', 64).notNullable();
    table.dateTime('recorded_at').notNullable();
    table.primary(['component', 'version']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('release_digests');
  await knex.schema.dropTable('operation_lines');
  await knex.schema.dropTable('operations');
  await knex.schema.dropTable('kubernetes_clusters');
  await knex.schema.dropTable('matrix_cluster_health');
  await knex.schema.dropTable('matrix_cluster_specs');
};
