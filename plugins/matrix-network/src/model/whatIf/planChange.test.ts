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

import { toStackSpecDocument } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  debugPolicy,
  driftedSnapshot,
  healthySnapshot,
  specOf,
} from '../../__testUtils__';
import { writtenPart } from '../policyYaml';
import { toYaml } from '../yaml';
import { Change, planChange } from './planChange';

const spec = specOf();
const healthy = healthySnapshot(spec);
const drifted = driftedSnapshot(spec);

function plan(change: Change, network = healthy) {
  const planned = planChange(change, { network, spec });
  if (!('policies' in planned)) {
    throw new Error(JSON.stringify(planned));
  }
  const names = planned.policies.map(({ metadata }) => metadata.name);
  return { ...planned, names };
}

describe('planChange', () => {
  it('re-applies: what is missing comes back, what others put there stays', () => {
    const { names, notes } = plan({ kind: 'reapply' }, drifted);
    expect(names).toContain('key-vault-isolation');
    expect(names).toContain('debug-postgresql');
    expect(notes).toEqual([]);
  });

  it('renders a changed spec, judges by it, and names what would be left behind', () => {
    const text = toYaml(toStackSpecDocument(spec)).replace(
      'liveKit: true',
      'liveKit: false',
    );
    const planned = plan({ kind: 'spec', text });
    expect(planned.spec.workloads.liveKit).toBe(false);
    expect(planned.notes).toContain(
      'livekit-access would stay on the cluster: applying deletes nothing.',
    );
  });

  it('puts an edited policy in place of the one it was', () => {
    const redis = healthy.networkPolicies.find(
      ({ metadata }) => metadata.name === 'redis-access',
    );
    const text = toYaml(redis && writtenPart(redis));
    const planned = plan({ kind: 'policy', name: 'redis-access', text });
    expect(planned.names.sort()).toEqual(
      healthy.networkPolicies.map(({ metadata }) => metadata.name).sort(),
    );
    const renamed = plan({
      kind: 'policy',
      name: 'redis-access',
      text: text.replace('name: redis-access', 'name: redis-open'),
    });
    expect(renamed.names).not.toContain('redis-access');
    expect(renamed.notes).toEqual([
      'redis-access would be gone: the text has another name.',
    ]);
  });

  it('removes a policy', () => {
    const { names } = plan({ kind: 'removal', name: 'redis-access' });
    expect(names).toHaveLength(healthy.networkPolicies.length - 1);
    expect(names).not.toContain('redis-access');
  });

  it('adds policies, and says which it would replace', () => {
    const text = toYaml(debugPolicy);
    expect(plan({ kind: 'addition', text }).notes).toEqual([]);
    const over = plan({ kind: 'addition', text }, drifted);
    expect(over.notes).toEqual([
      'debug-postgresql is on the cluster already: it would be replaced.',
    ]);
    expect(over.names).toHaveLength(drifted.networkPolicies.length);
  });

  it('waits for something to be written', () => {
    expect(
      planChange({ kind: 'addition', text: ' \n' }, { network: healthy, spec }),
    ).toEqual({ nothing: expect.stringContaining('Paste') });
  });
});
