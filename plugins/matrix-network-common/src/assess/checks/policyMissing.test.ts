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
  unread,
  withoutPolicies,
} from '../__testUtils__/snapshotBuilder';
import { policyMissing } from './policyMissing';

describe('policy-missing', () => {
  it('names the policy, what it is for and the rows it carries', () => {
    const [finding, ...others] = found(
      policyMissing,
      withoutPolicies(perfectSnapshot(), 'key-vault-isolation'),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'policy-missing',
      severity: 'critical',
      title: 'Policy key-vault-isolation is missing',
      subject: { kind: 'NetworkPolicy', name: 'key-vault-isolation' },
      workloads: ['key-vault'],
    });
    expect(finding.cause).toContain('Cut now: Synapse (main) to key_vault');
  });

  it('says it once when nothing of the stack is there', () => {
    const findings = found(
      policyMissing,
      perfectSnapshot(undefined, { networkPolicies: [] }),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0].title).toMatch(/^None of the \d+ policies/);
  });

  it('leaves default-deny-all to its own check', () => {
    expect(
      found(
        policyMissing,
        withoutPolicies(perfectSnapshot(), 'default-deny-all'),
      ),
    ).toEqual([]);
  });

  it('finds nothing when all are there, or when they could not be read', () => {
    expect(found(policyMissing, perfectSnapshot())).toEqual([]);
    expect(
      found(
        policyMissing,
        unread(
          perfectSnapshot(undefined, { networkPolicies: [] }),
          'networkPolicies',
        ),
      ),
    ).toEqual([]);
  });
});
