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

/** The specification's table: up to so many concurrent users, so many replicas. */
const table: readonly { ccu: number; replicas: number }[] = [
  { ccu: 100, replicas: 1 },
  { ccu: 1_000, replicas: 2 },
  { ccu: 5_000, replicas: 3 },
  { ccu: 10_000, replicas: 5 },
  { ccu: 20_000, replicas: 7 },
];

const last = table[table.length - 1];

/**
 * Beyond the table it goes on as it ends: from 10,000 to 20,000 users it adds
 * two replicas, which is one for every further 5,000.
 */
const CCU_PER_FURTHER_REPLICA = 5_000;

/**
 * Replicas of the ingress controller for a number of concurrent users (CCU).
 * A value between two rows of the table takes the next row. Above the table,
 * `advice` says why a node-local controller would serve better.
 * @public
 */
export function ingressReplicasFor(ccu: number): {
  replicas: number;
  advice?: string;
} {
  const row = table.find(candidate => ccu <= candidate.ccu);
  if (row) {
    return { replicas: row.replicas };
  }
  const further = Math.ceil((ccu - last.ccu) / CCU_PER_FURTHER_REPLICA);
  const replicas = last.replicas + further;
  return {
    replicas,
    advice: `Above 20,000 concurrent users a node-local controller is advised (ingress.exposure: nodeLocal): with ${replicas} replicas behind one Service most requests take a second hop between nodes, connections spread unevenly, and capacity does not grow with the nodes.`,
  };
}

/**
 * Concurrent users (CCU) that so many replicas carry: the largest number for
 * which {@link ingressReplicasFor} asks for no more than these.
 * @public
 */
export function ccuCapacityOf(replicas: number): number {
  if (replicas >= last.replicas) {
    return last.ccu + (replicas - last.replicas) * CCU_PER_FURTHER_REPLICA;
  }
  return table.reduce(
    (capacity, row) => (row.replicas <= replicas ? row.ccu : capacity),
    0,
  );
}
