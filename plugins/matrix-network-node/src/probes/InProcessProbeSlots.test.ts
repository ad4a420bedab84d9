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
import { ProbeSlots } from './ProbeSlots';

describe('ProbeSlots', () => {
  it('bounds what runs on one cluster, whoever asks, and lets others be', async () => {
    const slots = new ProbeSlots(2);
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    const work = (cluster: string) =>
      slots.run(cluster, async () => {
        const now = (running.get(cluster) ?? 0) + 1;
        running.set(cluster, now);
        most.set(cluster, Math.max(most.get(cluster) ?? 0, now));
        await sleep(5);
        running.set(cluster, now - 1);
      });
    await Promise.all(
      ['a', 'a', 'b', 'a', 'a', 'b', 'c'].map(cluster => work(cluster)),
    );
    expect(Object.fromEntries(most)).toEqual({ a: 2, b: 2, c: 1 });
  });
});
