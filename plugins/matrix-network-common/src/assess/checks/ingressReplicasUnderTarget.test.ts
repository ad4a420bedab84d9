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
  ingressController,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { ingressReplicasUnderTarget } from './ingressReplicasUnderTarget';

const withReplicas = (desired: number, autoscaled = false, spec = aSpec()) =>
  found(
    ingressReplicasUnderTarget,
    perfectSnapshot(spec, {
      controllers: [ingressController({ desired, ready: desired, autoscaled })],
    }),
    spec,
  );

describe('ingress-replicas-under-target', () => {
  it('holds the replicas against the CCU target', () => {
    const [finding] = withReplicas(1);
    expect(finding).toMatchObject({
      severity: 'warning',
      title:
        'The ingress controller has 1 replica, and 3 are needed for 5000 CCU',
      workloads: ['ingress-nginx'],
    });
    expect(finding.cause).toContain('about 100 CCU');
    expect(finding.remedy).toContain('--replicas=3');
  });

  it('speaks of the autoscaler where one sets the number', () => {
    expect(withReplicas(2, true)[0].remedy).toContain('minReplicas');
  });

  it('finds nothing at or above the target, or where one runs on each node', () => {
    expect(withReplicas(3)).toEqual([]);
    expect(withReplicas(5)).toEqual([]);
    expect(
      withReplicas(1, false, aSpec({ ingress: { exposure: 'nodeLocal' } })),
    ).toEqual([]);
  });
});
