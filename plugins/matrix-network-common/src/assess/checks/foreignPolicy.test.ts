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
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { foreignPolicy } from './foreignPolicy';

describe('foreign-policy', () => {
  it('names a policy that the stack does not know, and its writer', () => {
    const [finding] = found(
      foreignPolicy,
      withHandWritten(perfectSnapshot(), 'team-policy', {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
      }),
    );
    expect(finding).toMatchObject({
      severity: 'info',
      subject: { name: 'team-policy' },
      workloads: ['redis'],
    });
    expect(finding.cause).toContain('2 pods');
    expect(finding.cause).toContain('kubectl-edit');
  });

  it("says nothing of the stack's own", () => {
    expect(found(foreignPolicy, perfectSnapshot())).toEqual([]);
  });
});
