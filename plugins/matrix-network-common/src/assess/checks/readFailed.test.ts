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
  aSpec,
  found,
  perfectSnapshot,
  unread,
} from '../__testUtils__/snapshotBuilder';
import { readFailed } from './readFailed';

describe('read-failed', () => {
  it('makes one finding of one reason', () => {
    const findings = found(
      readFailed,
      unread(unread(perfectSnapshot(), 'pods'), 'nodes'),
    );
    expect(findings).toMatchObject([
      { severity: 'warning', title: 'Pods and nodes could not be read' },
    ]);
    expect(findings[0].cause).toMatch(/^Connection reset\./);
  });

  it('does not take a source that a snapshot lacks for one that was read', () => {
    const { services, ...reads } = perfectSnapshot().reads;
    expect(
      found(readFailed, perfectSnapshot(undefined, { reads })),
    ).toMatchObject([{ title: 'Services could not be read' }]);
  });

  it('does not ask for cert-manager where the spec does without', () => {
    const { certificates, ...reads } = perfectSnapshot().reads;
    const snapshot = perfectSnapshot(undefined, { reads });
    expect(found(readFailed, snapshot)).toHaveLength(1);
    expect(
      found(
        readFailed,
        snapshot,
        aSpec({ certificates: { management: 'external' } }),
      ),
    ).toEqual([]);
  });

  it('takes a kind that is not installed for read', () => {
    expect(
      found(
        readFailed,
        unread(perfectSnapshot(), 'certificates', { status: 'notInstalled' }),
      ),
    ).toEqual([]);
    expect(found(readFailed, perfectSnapshot())).toEqual([]);
  });
});
