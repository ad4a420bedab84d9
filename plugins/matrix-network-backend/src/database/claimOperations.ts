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

import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { operationOf, OperationRow, OPERATIONS } from './operationRows';
import { OperationClaim } from './OperationStore';
import { isItsTurn } from './operationTurns';

interface ClaimOptions {
  owner: string;
  leaseMs: number;
  limit: number;
  now: Date;
}

/** Takes over what is queued, or was left behind, as far as it is its turn. */
export async function claimOperations(
  knex: Knex,
  options: ClaimOptions,
): Promise<OperationClaim[]> {
  const candidates = await knex<OperationRow>(OPERATIONS)
    .where(claimable(options.now))
    .andWhere(isItsTurn(knex))
    .orderBy('created_at')
    .select('id', 'attempts', 'writes_to', 'started_at');
  const claims: OperationClaim[] = [];
  const writing = new Set<string>();
  for (const candidate of candidates) {
    if (claims.length === options.limit) {
      break;
    }
    if (candidate.writes_to === null || !writing.has(candidate.writes_to)) {
      claims.push(...(await claimOne(knex, candidate, options)));
    }
    if (candidate.writes_to !== null) {
      writing.add(candidate.writes_to);
    }
  }
  return claims;
}

/** None where another replica was quicker, with it or with another that changes the same Kubernetes cluster. */
async function claimOne(
  knex: Knex,
  candidate: Pick<OperationRow, 'id' | 'attempts' | 'writes_to' | 'started_at'>,
  { owner, leaseMs, now }: ClaimOptions,
): Promise<OperationClaim[]> {
  const { id, attempts, writes_to, started_at } = candidate;
  try {
    const updated = await knex(OPERATIONS)
      .where({ id, attempts })
      .andWhere(claimable(now))
      .update({
        status: 'running',
        writing_to: writes_to,
        started_at: started_at ?? now,
        attempts: attempts + 1,
        lease_owner: owner,
        lease_until: new Date(now.getTime() + leaseMs),
      });
    if (updated !== 1) {
      return [];
    }
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      return [];
    }
    throw error;
  }
  const row = await knex<OperationRow>(OPERATIONS).where({ id }).first();
  return row
    ? [
        {
          operation: operationOf(row),
          request: { ...JSON.parse(row.request), kind: row.kind },
          attempt: attempts + 1,
        },
      ]
    : [];
}

/** Queued, or running with a lease that ran out or was given back. */
function claimable(now: Date) {
  return (builder: Knex.QueryBuilder) =>
    builder
      .where('status', 'queued')
      .orWhere(running =>
        running
          .where('status', 'running')
          .andWhere(lease =>
            lease.whereNull('lease_until').orWhere('lease_until', '<', now),
          ),
      );
}
