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
  withoutPolicies,
} from '../__testUtils__/snapshotBuilder';
import { defaultDenyMissing } from './defaultDenyMissing';

describe('default-deny-missing', () => {
  it('counts the pods that are open without it', () => {
    const [finding] = found(
      defaultDenyMissing,
      withoutPolicies(perfectSnapshot(), 'default-deny-all'),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      subject: { name: 'default-deny-all' },
    });
    expect(finding.cause).toMatch(/now that holds for [1-9]\d* pods/);
  });

  it('finds nothing when it is there, and leaves an empty namespace to policy-missing', () => {
    expect(found(defaultDenyMissing, perfectSnapshot())).toEqual([]);
    expect(
      found(
        defaultDenyMissing,
        perfectSnapshot(undefined, { networkPolicies: [] }),
      ),
    ).toEqual([]);
  });
});
