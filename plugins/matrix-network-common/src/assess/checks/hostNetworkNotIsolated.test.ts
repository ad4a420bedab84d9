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
  withPods,
} from '../__testUtils__/snapshotBuilder';
import { hostNetworkNotIsolated } from './hostNetworkNotIsolated';

describe('host-network-not-isolated', () => {
  it('tells of coturn, which is meant to be there', () => {
    expect(found(hostNetworkNotIsolated, perfectSnapshot())).toMatchObject([
      {
        severity: 'info',
        workloads: ['coturn'],
        title: '2 pods on the host network cannot be isolated by policies',
      },
    ]);
  });

  it('warns of a workload that is not meant to be there', () => {
    const [finding] = found(
      hostNetworkNotIsolated,
      withPods(perfectSnapshot(), pod =>
        pod.name === 'livekit-0' ? { ...pod, hostNetwork: true } : pod,
      ),
    );
    expect(finding.severity).toBe('warning');
    expect(finding.cause).toContain('livekit-0');
  });

  it('finds nothing without such pods', () => {
    expect(
      found(
        hostNetworkNotIsolated,
        withPods(perfectSnapshot(), pod => (pod.hostNetwork ? undefined : pod)),
      ),
    ).toEqual([]);
  });
});
