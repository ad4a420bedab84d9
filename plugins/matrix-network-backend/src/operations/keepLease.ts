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
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  const lose = (why: string) => {
    stop();
    lease.abort(new Error(why));
  };
  const endOf = (from: number) =>
    setTimeout(
      () => lose('The lease could not be renewed'),
      from + leaseMs - Date.now(),
    );

  let heldSince = since;
  let end = endOf(heldSince);
  const renewals = setInterval(async () => {
    const askedAt = Date.now();
    // An error is no loss yet: the database may come back before the lease runs out.
    const isOurs = await renew().catch(() => undefined);
    if (stopping.signal.aborted || isOurs === undefined) {
      return;
    }
    if (!isOurs) {
      lose('Another runner has taken over');
      return;
    }
    heldSince = Math.max(heldSince, askedAt);
    clearTimeout(end);
    end = endOf(heldSince);
  }, leaseMs / 3);
  stopping.signal.addEventListener('abort', () => {
    clearInterval(renewals);
    clearTimeout(end);
  });
  return stop;
}
