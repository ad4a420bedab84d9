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

import { keepLease } from './keepLease';

const LEASE_MS = 30_000;

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

function keep(renew: () => Promise<boolean>, since = Date.now()) {
  const lease = new AbortController();
  const stop = keepLease({ lease, since, leaseMs: LEASE_MS, renew });
  return { lease: lease.signal, stop };
}

const silent = () => new Promise<boolean>(() => {});
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('keepLease', () => {
  it('holds a lease that is renewed', async () => {
    const { lease, stop } = keep(async () => true);
    await pass(10 * LEASE_MS);
    expect(lease.aborted).toBe(false);
    stop();
  });

  it('gives up when the lease ends where the database stays silent', async () => {
    const { lease } = keep(silent);
    await pass(LEASE_MS - 1);
    expect(lease.aborted).toBe(false);
    await pass(1);
    expect(lease.reason).toMatchObject({
      message: 'The lease could not be renewed',
    });
  });

  it('gives up one lease after the last renewal', async () => {
    let renewals = 0;
    const { lease } = keep(() =>
      renewals++ < 1 ? Promise.resolve(true) : silent(),
    );
    await pass(LEASE_MS / 3 + LEASE_MS - 1);
    expect(lease.aborted).toBe(false);
    await pass(1);
    expect(lease.aborted).toBe(true);
  });

  it('counts from when it was asked for, however late the answer is', async () => {
    const late = () =>
      new Promise<boolean>(resolve => {
        setTimeout(() => resolve(true), LEASE_MS / 2);
      });
    const { lease, stop } = keep(late, Date.now() - LEASE_MS / 3);
    await pass((2 * LEASE_MS) / 3 - 1);
    expect(lease.aborted).toBe(false);
    await pass(1);
    expect(lease.aborted).toBe(true);
    stop();
  });

  it('gets over a database that is away for less than a lease', async () => {
    let renewals = 0;
    const { lease, stop } = keep(async () => {
      renewals += 1;
      if (renewals % 2 > 0) {
        throw new Error('database is away');
      }
      return true;
    });
    await pass(5 * LEASE_MS);
    expect(lease.aborted).toBe(false);
    stop();
  });

  it('gives up at once when another has it', async () => {
    const { lease } = keep(async () => false);
    await pass(LEASE_MS / 3);
    expect(lease.reason).toMatchObject({
      message: 'Another runner has taken over',
    });
  });

  it('is still once it is told to stop', async () => {
    const renew = jest.fn(async () => false);
    const { lease, stop } = keep(renew);
    stop();
    await pass(2 * LEASE_MS);
    expect(renew).not.toHaveBeenCalled();
    expect(lease.aborted).toBe(false);
  });
});
