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

import { Knex } from 'knex';
import { ProbeSlot, ProbeSlotStore } from './ProbeSlotStore';

const TABLE = 'probe_slots';

/** {@link ProbeSlotStore} in SQLite or PostgreSQL. */
export class DatabaseProbeSlotStore implements ProbeSlotStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(knex: Knex, now: () => Date = () => new Date()) {
    this.#knex = knex;
    this.#now = now;
  }

  async take(options: {
    kubernetesCluster: string;
    slots: number;
    holder: string;
    leaseMs: number;
  }): Promise<ProbeSlot | undefined> {
    const { kubernetesCluster, slots, holder, leaseMs } = options;
    const now = this.#now();
    const held: { slot: number }[] = await this.#knex(TABLE)
      .where({ kubernetes_cluster: kubernetesCluster })
      .andWhere('expires_at', '>=', now)
      .select('slot');
    const taken = new Set(held.map(({ slot }) => slot));
    for (let slot = 0; slot < slots; slot++) {
      const candidate = { kubernetesCluster, slot, holder };
      if (!taken.has(slot) && (await this.#takeOne(candidate, now, leaseMs))) {
        return candidate;
      }
    }
    return undefined;
  }

  async renew(slot: ProbeSlot, leaseMs: number): Promise<boolean> {
    const updated = await this.#knex(TABLE)
      .where(columnsOf(slot))
      .update({ expires_at: endOf(this.#now(), leaseMs) });
    return updated === 1;
  }

  async release(slot: ProbeSlot): Promise<void> {
    await this.#knex(TABLE).where(columnsOf(slot)).delete();
  }

  /** One statement: of several that find it free, the database lets one have it. */
  async #takeOne(slot: ProbeSlot, now: Date, leaseMs: number) {
    const rows: unknown[] = await this.#knex(TABLE)
      .insert({ ...columnsOf(slot), expires_at: endOf(now, leaseMs) })
      .onConflict(['kubernetes_cluster', 'slot'])
      .merge(['holder', 'expires_at'])
      .where(`${TABLE}.expires_at`, '<', now)
      .returning('slot');
    return rows.length === 1;
  }
}

function columnsOf({ kubernetesCluster, slot, holder }: ProbeSlot) {
  return { kubernetes_cluster: kubernetesCluster, slot, holder };
}

function endOf(now: Date, leaseMs: number): Date {
  return new Date(now.getTime() + leaseMs);
}
