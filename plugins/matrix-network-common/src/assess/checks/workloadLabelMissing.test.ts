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

import { EXPOSE_LABEL, SCRAPE_LABEL } from '../../workloads/labels';
import { PodSnapshot } from '../../snapshot/Snapshot';
import {
  found,
  perfectSnapshot,
  withPods,
} from '../__testUtils__/snapshotBuilder';
import { workloadLabelMissing } from './workloadLabelMissing';

const without = (pod: PodSnapshot, label: string): PodSnapshot => ({
  ...pod,
  labels: Object.fromEntries(
    Object.entries(pod.labels).filter(([key]) => key !== label),
  ),
});

describe('workload-label-missing', () => {
  it('gives the patch for the Deployment behind the pods', () => {
    const [finding] = found(
      workloadLabelMissing,
      withPods(perfectSnapshot(), pod =>
        pod.name.startsWith('element-web-0')
          ? {
              ...without(pod, EXPOSE_LABEL),
              owner: { kind: 'ReplicaSet', name: 'element-web-5d4f7c' },
            }
          : pod,
      ),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      workloads: ['element-web'],
      title: 'Element Web lacks the label app.kubernetes.io/expose=true',
    });
    expect(finding.remedy).toContain(
      `kubectl -n matrix patch deployment element-web --type merge -p '{"spec":{"template":{"metadata":{"labels":{"app.kubernetes.io/expose":"true"}}}}}'`,
    );
  });

  it.each([
    ['postgresql-0', 'inheritedMetadata'],
    ['minio-0', 'spec.pools[].labels of Tenant matrix-minio'],
    ['synapse-li-0', 'patch statefulset synapse-li'],
  ])('knows where the labels of %s come from', (name, expected) => {
    const [finding] = found(
      workloadLabelMissing,
      withPods(perfectSnapshot(), pod =>
        pod.name === name
          ? {
              ...without(pod, SCRAPE_LABEL),
              owner: { kind: 'StatefulSet', name: 'synapse-li' },
            }
          : pod,
      ),
    );
    expect(finding.remedy).toContain(expected);
  });

  it('asks for the scrape label only where a Prometheus runs', () => {
    expect(
      found(
        workloadLabelMissing,
        withPods(perfectSnapshot(), pod =>
          pod.namespace === 'monitoring'
            ? undefined
            : without(pod, SCRAPE_LABEL),
        ),
      ),
    ).toEqual([]);
  });

  it('finds nothing on a perfect cluster', () => {
    expect(found(workloadLabelMissing, perfectSnapshot())).toEqual([]);
  });
});
