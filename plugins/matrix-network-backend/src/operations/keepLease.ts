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

/**
 * Renews a lease until told to stop. Aborts `lease` when another has it, and when
 * it has run out unrenewed: also where the database does not refuse but stays
 * silent, as behind a network that drops packets.
 *
 * @returns stops renewing
 */
export function keepLease(options: {
  lease: AbortController;
  /** When it was asked for, in milliseconds of the epoch; it runs from then. */
  since: number;
  leaseMs: number;
  /** False when another has it. */
  renew: () => Promise<boolean>;
}): () => void {
  const { lease, since, leaseMs, renew } = options;
  let heldSince = since;
  let stopped = false;

  const stop = () => {
    stopped = true;
    clearInterval(renewals);
    clearTimeout(end);
  };
  const lose = (why: string) => {
    stop();
    lease.abort(new Error(why));
  };
  const endIn = (ms: number) =>
    setTimeout(() => lose('The lease could not be renewed'), ms);

  let end = endIn(since + leaseMs - Date.now());
  const renewals = setInterval(async () => {
    const askedAt = Date.now();
    // An error is no loss yet: the database may come back before the lease runs out.
    const isOurs = await renew().catch(() => undefined);
    if (stopped || isOurs === undefined) {
      return;
    }
    if (!isOurs) {
      lose('Another runner has taken over');
      return;
    }
    heldSince = Math.max(heldSince, askedAt);
    clearTimeout(end);
    end = endIn(heldSince + leaseMs - Date.now());
  }, leaseMs / 3);
  return stop;
}
