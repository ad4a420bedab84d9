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

import {
  found,
  perfectSnapshot,
  policySpec,
  withHandWritten,
  withoutPolicies,
} from '../__testUtils__/snapshotBuilder';
import { foreignPolicyRedundant } from './foreignPolicyRedundant';
import { policyShadowed } from './policyShadowed';

const redisCopy = withHandWritten(
  perfectSnapshot(),
  'redis-copy',
  policySpec(perfectSnapshot(), 'redis-access'),
);

describe('foreign-policy-redundant', () => {
  it('names a policy that a policy of the stack covers, and what covers it', () => {
    const [finding, ...rest] = found(foreignPolicyRedundant, redisCopy);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'info',
      subject: { name: 'redis-copy' },
      title: 'Policy redis-copy does nothing that the stack does not',
      remedy:
        'Delete it, and nothing changes: kubectl -n matrix delete networkpolicy redis-copy.',
      workloads: ['redis'],
    });
    expect(finding.cause).toContain('of redis-access');
    // A copy covers the original as well; it is the copy that is one too many.
    expect(found(policyShadowed, redisCopy)).toEqual([]);
  });

  it('puts together what several policies of the stack allow', () => {
    const [finding] = found(
      foreignPolicyRedundant,
      withHandWritten(perfectSnapshot(), 'two', {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
        policyTypes: ['Egress'],
        egress: [
          ...(policySpec(perfectSnapshot(), 'redis-access').egress ?? []),
          ...(policySpec(perfectSnapshot(), 'allow-dns').egress ?? []),
        ],
      }),
    );
    expect(finding.cause).toContain(
      'selected by allow-dns and redis-access, too, and isolated in the same directions',
    );
  });

  it('names one that isolates what the stack isolates', () => {
    const [finding] = found(
      foreignPolicyRedundant,
      withHandWritten(perfectSnapshot(), 'deny', { podSelector: {} }),
    );
    expect(finding.cause).toBe(
      'It allows nothing, and isolates only what default-deny-all isolates.',
    );
  });

  it('lets one be that does more, or that the stack does not cover as rendered', () => {
    const spec = policySpec(perfectSnapshot(), 'redis-access');
    const edited = withHandWritten(redisCopy, 'redis-access', {
      ...spec,
      ingress: [{ from: [{ podSelector: {} }] }],
    });
    const more = withHandWritten(perfectSnapshot(), 'redis-copy', {
      ...spec,
      ingress: [...(spec.ingress ?? []), { ports: [{ port: 1 }] }],
    });
    const missing = withoutPolicies(redisCopy, 'redis-access');
    [edited, more, missing].forEach(snapshot =>
      expect(found(foreignPolicyRedundant, snapshot)).toEqual([]),
    );
  });

  it('finds nothing in the stack itself', () => {
    expect(found(foreignPolicyRedundant, perfectSnapshot())).toEqual([]);
  });
});
