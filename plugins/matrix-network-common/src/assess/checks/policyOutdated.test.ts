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

import { FIELD_MANAGER } from '../../stack/types';
import {
  aSpec,
  found,
  perfectSnapshot,
  policySpec,
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { policyEdited } from './policyEdited';
import { policyOutdated } from './policyOutdated';

describe('policy-outdated', () => {
  const snapshot = perfectSnapshot();
  const changed = withHandWritten(
    snapshot,
    'redis-access',
    { ...policySpec(snapshot, 'redis-access'), egress: [] },
    FIELD_MANAGER,
  );

  it("tells the stack's own older rendering from an edit", () => {
    expect(found(policyOutdated, changed)).toMatchObject([
      { severity: 'warning', title: 'Policy redis-access is out of date' },
    ]);
    expect(found(policyEdited, changed)).toEqual([]);
  });

  it('notices that the spec has changed since', () => {
    const spec = aSpec({ workloads: { antivirus: false } });
    expect(
      found(policyOutdated, snapshot, spec).map(({ subject }) => subject.name),
    ).toContain('synapse-main-egress');
  });

  it('finds nothing on a perfect cluster', () => {
    expect(found(policyOutdated, snapshot)).toEqual([]);
  });
});
