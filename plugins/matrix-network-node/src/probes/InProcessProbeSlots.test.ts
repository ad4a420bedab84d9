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

import { setTimeout as sleep } from 'node:timers/promises';
import { InProcessProbeSlots } from './InProcessProbeSlots';

const { signal } = new AbortController();

/** Holds a slot until it is let go. */
function holdSlot(slots: InProcessProbeSlots, given: AbortSignal = signal) {
  let letGo = () => {};
  const done = slots.run(
    'a',
    () =>
      new Promise<void>(resolve => {
        letGo = resolve;
      }),
    given,
  );
  return { done, letGo: () => letGo() };
}

describe('InProcessProbeSlots', () => {
  it('bounds what runs on one cluster, whoever asks, and lets others be', async () => {
    const slots = new InProcessProbeSlots(2);
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const work = async (cluster: string) => {
      const now = (running.get(cluster) ?? 0) + 1;
      running.set(cluster, now);
      most.set(cluster, Math.max(most.get(cluster) ?? 0, now));
      await sleep(5);
      running.set(cluster, (running.get(cluster) ?? 0) - 1);
    };
    await Promise.all(
      ['a', 'a', 'b', 'a', 'a', 'b', 'c'].map(cluster =>
        slots.run(cluster, () => work(cluster), signal),
      ),
    );
    expect(Object.fromEntries(most)).toEqual({ a: 2, b: 2, c: 1 });
  });

  it('lets one that is aborted while it waits go at once, and the next have its turn', async () => {
    const slots = new InProcessProbeSlots(1);
    const first = holdSlot(slots);
    const aborting = new AbortController();
    const run = jest.fn(async () => 'ran');
    const second = slots.run('a', run, aborting.signal);
    const third = slots.run('a', async () => 'third', signal);

    aborting.abort(new Error('The backend is shutting down'));

    await expect(second).rejects.toThrow('The backend is shutting down');
    first.letGo();
    await expect(third).resolves.toBe('third');
    expect(run).not.toHaveBeenCalled();
  });

  it('holds the slot of one that is aborted until it has ended', async () => {
    const slots = new InProcessProbeSlots(1);
    const aborting = new AbortController();
    const first = holdSlot(slots, aborting.signal);
    const next = jest.fn(async () => {});
    const second = slots.run('a', next, signal);
    await sleep(5);

    aborting.abort();
    await sleep(5);
    expect(next).not.toHaveBeenCalled();

    first.letGo();
    await second;
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('runs nothing under a signal that is aborted already', async () => {
    const run = jest.fn(async () => {});
    await expect(
      new InProcessProbeSlots(1).run('a', run, AbortSignal.abort()),
    ).rejects.toThrow();
    expect(run).not.toHaveBeenCalled();
  });
});
