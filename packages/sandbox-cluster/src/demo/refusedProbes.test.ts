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

import { eventually } from '../__testUtils__/eventually';
import { probedDemo, SYNAPSE } from '../__testUtils__/probedDemo';
import { probeJob } from '../__testUtils__/probeJob';
import { conditionOf } from '../controllers/conditions';
import { NAMESPACE } from '../controllers/kinds';

describe('probe Jobs over HTTP', () => {
  const demo = probedDemo();
  const { start, addressOf, probe, finished, results } = demo;

  afterEach(demo.close);

  it('that can not run say why: quota, admission, image, deadline', async () => {
    await start();
    const target = [`${addressOf('key-vault-')}:8000`];
    const failedCreate = (name: string) =>
      eventually(`an Event of ${name}`, async () =>
        (await demo.client.events(name)).find(
          ({ reason }) => reason === 'FailedCreate',
        ),
      );

    demo.cluster.store.create(
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'team', namespace: 'matrix' },
        spec: { hard: { 'limits.memory': '16Mi' } },
      },
      { manager: 'test' },
    );
    const overQuota = await probe({
      labels: SYNAPSE,
      targets: target,
      activeDeadlineSeconds: 1,
    });
    expect((await failedCreate(overQuota)).message).toMatch(
      /^Error creating: pods "probe-\d+-\w{5}" is forbidden: exceeded quota: team, requested: limits\.memory=32Mi, used: limits\.memory=0, limited: limits\.memory=16Mi$/,
    );
    const ended = await finished(overQuota);
    expect(conditionOf(ended.status?.conditions, 'Failed')?.reason).toBe(
      'DeadlineExceeded',
    );
    demo.cluster.store.delete(
      { group: '', kind: 'ResourceQuota' },
      'matrix',
      'team',
    );

    const refused = await demo.client.create({
      ...probeJob({ name: 'insecure', labels: SYNAPSE, targets: target }),
    });
    expect(refused.status).toBe(201);
    await finished('insecure');
    const matrix = demo.state.get(NAMESPACE, undefined, 'matrix');
    if (matrix) {
      demo.cluster.store.update(
        {
          ...matrix,
          metadata: {
            ...matrix.metadata,
            labels: {
              ...matrix.metadata.labels,
              'pod-security.kubernetes.io/enforce': 'restricted',
            },
          },
        },
        { manager: 'test' },
      );
    }
    // The probe meets the strictest level; a pod that says nothing does not.
    expect(await results({ labels: SYNAPSE, targets: target })).toEqual(['0']);
    const plain = probeJob({ name: 'plain', labels: SYNAPSE, targets: target });
    await demo.client.create({
      ...plain,
      spec: {
        backoffLimit: 0,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'main', image: 'example.org/a:1' }],
          },
        },
      },
    });
    expect((await failedCreate('plain')).message).toMatch(
      /^Error creating: pods "plain-\w{5}" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false \(container "main" must set securityContext\.allowPrivilegeEscalation=false\), /,
    );

    await demo.client.faults({ unpullableImages: ['registry.k8s.io/'] });
    const unpulled = await probe({
      labels: SYNAPSE,
      targets: target,
      activeDeadlineSeconds: 1,
    });
    const waiting = await eventually('ImagePullBackOff', async () => {
      const [pod] = await demo.client.pods(unpulled);
      const found = pod?.status?.initContainerStatuses?.[0].state.waiting;
      return found?.reason === 'ImagePullBackOff' && found;
    });
    expect(waiting.message).toContain('lookup registry.k8s.io: no such host');
    const late = await finished(unpulled);
    expect(conditionOf(late.status?.conditions, 'Failed')).toMatchObject({
      reason: 'DeadlineExceeded',
      message: 'Job was active longer than specified deadline',
    });
    expect(await demo.client.pods(unpulled)).toEqual([]);
  }, 90_000);
});
