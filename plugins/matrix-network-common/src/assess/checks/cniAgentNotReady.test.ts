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
  networkPlugin,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { cniAgentNotReady } from './cniAgentNotReady';

describe('cni-agent-not-ready', () => {
  it('counts the nodes without a ready agent', () => {
    const [finding] = found(
      cniAgentNotReady,
      perfectSnapshot(undefined, {
        controllers: [networkPlugin('cilium', { desired: 5, ready: 3 })],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'Cilium is not ready on 2 nodes',
    });
  });

  it('finds nothing while all are ready', () => {
    expect(found(cniAgentNotReady, perfectSnapshot())).toEqual([]);
  });
});
