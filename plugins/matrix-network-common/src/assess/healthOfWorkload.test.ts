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

import { Health } from '../health/Health';
import { assess } from './assess';
import { compareHealth } from './compareHealth';
import { healthOfWorkload } from './healthOfWorkload';
import {
  aSpec,
  now,
  perfectSnapshot,
  unread,
  withoutPolicies,
} from './__testUtils__/snapshotBuilder';

const spec = aSpec();
const perfect = assess(perfectSnapshot(), spec, { now });
const broken = assess(
  withoutPolicies(perfectSnapshot(), 'key-vault-isolation'),
  spec,
  { now },
);

describe('healthOfWorkload', () => {
  it('gathers what concerns one workload', () => {
    const view = healthOfWorkload(broken, 'key-vault');
    expect(view?.workload.status).toBe('failing');
    expect(
      view?.policies.map(({ name, state }) => [name, state]),
    ).toContainEqual(['key-vault-isolation', 'missing']);
    expect(view?.findings[0].severity).toBe('critical');
    expect(
      view?.findings.every(({ workloads }) => workloads.includes('key-vault')),
    ).toBe(true);
    expect(view?.reachedBy.map(({ row }) => row)).toContain('N8');
    expect(view?.reaches.map(({ row }) => row)).toContain('F18');
  });

  it('brings routes and certificates of what is served', () => {
    const view = healthOfWorkload(perfect, 'synapse-main');
    expect(view?.workload.status).toBe('healthy');
    expect(view?.routes).toHaveLength(1);
    expect(view?.certificates).toHaveLength(1);
  });

  it('knows no workload that the spec has not', () => {
    expect(healthOfWorkload(perfect, 'haproxy')).toBeUndefined();
  });
});

describe('compareHealth', () => {
  it('puts the worst first', () => {
    const unknown = assess(unread(perfectSnapshot(), 'pods'), spec, { now });
    const degraded = assess(unread(perfectSnapshot(), 'services'), spec, {
      now,
    });
    const order: Health[] = [perfect, degraded, unknown, broken];
    expect(order.sort(compareHealth).map(({ status }) => status)).toEqual([
      'failing',
      'unknown',
      'degraded',
      'healthy',
    ]);
  });
});
