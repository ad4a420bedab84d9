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
 * How many probes run at once on a Kubernetes cluster holds over all replicas.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('probe_slots', table => {
    table.comment('Probes that run now; who holds a slot may run one');
    table.string('kubernetes_cluster', 253).notNullable();
    table.integer('slot').notNullable().comment('From 0; bounds the probes');
    table.string('holder').notNullable().comment('The one run that has it');
    table
      .dateTime('expires_at')
      .notNullable()
      .comment('Free from then on, if it is not renewed');
    table.primary(['kubernetes_cluster', 'slot']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('probe_slots');
};
