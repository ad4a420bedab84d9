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

import { workloads } from './catalogue';
import { workloadOfPod } from './workloadOfPod';

const matrix = 'messenger';

describe('workloadOfPod', () => {
  it.each(workloads.map(workload => [workload.id, workload] as const))(
    'recognises a pod of %s, with other labels beside its own',
    (id, { namespace, podLabels }) => {
      const pod = {
        namespace: namespace ?? matrix,
        labels: { ...podLabels, 'pod-template-hash': 'abc' },
      };
      expect(workloadOfPod(pod, matrix)).toBe(id);
    },
  );

  it.each([
    'generic-worker',
    'synchrotron',
    'media-repository',
    'event-persister',
  ])('counts a %s among Synapse (main)', component => {
    const labels = {
      'app.kubernetes.io/name': 'synapse',
      'app.kubernetes.io/component': component,
      'matrix.instance': 'main',
    };
    expect(workloadOfPod({ namespace: matrix, labels }, matrix)).toBe(
      'synapse-main',
    );
  });

  it('tells main from lawful interception by the instance label', () => {
    const name = { 'app.kubernetes.io/name': 'synapse' };
    const of = (labels: Record<string, string>) =>
      workloadOfPod({ namespace: matrix, labels }, matrix);
    expect(of({ ...name, 'matrix.instance': 'li' })).toBe('synapse-li');
    expect(of(name)).toBeUndefined();
  });

  it('knows nobody by labels in the wrong namespace', () => {
    const labels = { 'app.kubernetes.io/name': 'redis' };
    expect(
      workloadOfPod({ namespace: 'shop', labels }, matrix),
    ).toBeUndefined();
    expect(
      workloadOfPod(
        {
          namespace: matrix,
          labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
        },
        matrix,
      ),
    ).toBeUndefined();
  });

  it('knows nobody without labels', () => {
    expect(
      workloadOfPod({ namespace: matrix, labels: {} }, matrix),
    ).toBeUndefined();
  });
});
