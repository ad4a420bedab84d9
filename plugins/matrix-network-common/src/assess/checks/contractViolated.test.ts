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
  withHandWritten,
  withoutPolicies,
} from '../__testUtils__/snapshotBuilder';
import { contractViolated } from './contractViolated';

describe('contract-violated', () => {
  it('explains a flow that must not work and does', () => {
    const findings = found(
      contractViolated,
      withHandWritten(perfectSnapshot(), 'debug-vault', {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'key-vault' } },
        ingress: [{ ports: [{ port: 8000 }] }],
      }),
    );
    expect(findings.every(({ severity }) => severity === 'critical')).toBe(
      true,
    );
    const about = findings.find(({ title }) =>
      title.startsWith('key_vault can be reached'),
    );
    expect(about?.title).toContain('which must be closed to them');
    expect(about?.cause).toContain('debug-vault');
    expect(about?.workloads).toContain('key-vault');
  });

  it('explains a flow that must work and is cut', () => {
    const findings = found(
      contractViolated,
      withoutPolicies(perfectSnapshot(), 'redis-access'),
    );
    const about = findings.find(({ title }) => title.startsWith('Redis'));
    expect(about?.title).toContain('cut off');
    expect(about?.remedy).toContain('redis-access');
  });

  it('takes two findings where there is no policy at all', () => {
    expect(
      found(
        contractViolated,
        perfectSnapshot(undefined, { networkPolicies: [] }),
      ).map(({ title }) => title),
    ).toEqual([
      'Anyone in the cluster can reach key_vault',
      expect.stringMatching(/^\d+ kinds of flows that must not work do/),
    ]);
  });

  it('finds nothing where all rows hold, and invents nothing without pods', () => {
    expect(found(contractViolated, perfectSnapshot())).toEqual([]);
    expect(
      found(
        contractViolated,
        unread(withoutPolicies(perfectSnapshot(), 'redis-access'), 'pods'),
      ),
    ).toEqual([]);
  });
});
