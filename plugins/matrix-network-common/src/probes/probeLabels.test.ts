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

import { specOf } from '../contract/__testUtils__/deployment';
import { Labels } from '../kubernetes/types';
import { Snapshot } from '../snapshot/Snapshot';
import { WorkloadId } from '../workloads/types';
import { workloadsOf } from '../workloads/workloadsOf';
import { probeSnapshot, serviceOf } from './__testUtils__/probeSnapshot';
import { probeLabels } from './probeLabels';

const spec = specOf();

function labelsOf(id: WorkloadId, snapshot: Snapshot) {
  return probeLabels(
    workloadsOf(spec).find(one => one.id === id),
    snapshot,
  );
}

function withLabels(snapshot: Snapshot, name: string, labels: Labels) {
  return {
    ...snapshot,
    pods: snapshot.pods.map(pod =>
      pod.name.startsWith(name)
        ? { ...pod, labels: { ...pod.labels, ...labels } }
        : pod,
    ),
  };
}

const publishing = (selector: Labels) =>
  serviceOf(
    'redis-headless',
    selector,
    { port: 6379 },
    {
      clusterIPs: ['None'],
      publishNotReadyAddresses: true,
    },
  );

const redis = {
  'app.kubernetes.io/name': 'redis',
  'app.kubernetes.io/component': 'database',
};

describe('probeLabels', () => {
  it("takes of a live pod's labels those that identify the workload and those that policies ask for", () => {
    const snapshot = withLabels(probeSnapshot(spec), 'element-web', {
      'pod-template-hash': '5d4f8',
      'team.example.org/shift': 'night',
    });
    expect(labelsOf('element-web', snapshot)).toEqual({
      status: 'safe',
      labels: {
        'app.kubernetes.io/name': 'element-web',
        'app.kubernetes.io/component': 'webclient',
        'app.kubernetes.io/expose': 'true',
        'matrix.instance': 'main',
        'matrix-network.io/matrix-cluster': 'chat-eu',
      },
    });
  });

  it('takes a label that only an additional policy asks for', () => {
    const labelled = withLabels(probeSnapshot(spec), 'element-web', {
      'team.example.org/shift': 'night',
    });
    const snapshot: Snapshot = {
      ...labelled,
      networkPolicies: [
        ...labelled.networkPolicies,
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { namespace: 'matrix', name: 'night' },
          spec: {
            podSelector: {
              matchExpressions: [
                { key: 'team.example.org/shift', operator: 'Exists' },
              ],
            },
          },
        },
      ],
    };
    expect(labelsOf('element-web', snapshot)).toMatchObject({
      labels: { 'team.example.org/shift': 'night' },
    });
  });

  it('leaves out what no policy asks for where a Service would send traffic to a pod that is not ready', () => {
    const answer = labelsOf('redis', probeSnapshot(spec, [publishing(redis)]));
    expect(answer).toEqual({
      status: 'safe',
      labels: {
        'app.kubernetes.io/name': 'redis',
        'matrix-network.io/matrix-cluster': 'chat-eu',
      },
    });
  });

  it('refuses where such a Service would select the probe all the same', () => {
    const service = publishing({ 'app.kubernetes.io/name': 'redis' });
    expect(labelsOf('redis', probeSnapshot(spec, [service]))).toEqual({
      status: 'unsafe',
      why: 'Service redis-headless sends traffic to pods that are not ready (publishNotReadyAddresses), and would to the probe pod',
    });
  });

  it('is not put off by Services that wait for readiness, and those without a selector', () => {
    const services = [
      serviceOf('redis', redis, { port: 6379 }),
      publishing({}),
    ];
    expect(labelsOf('redis', probeSnapshot(spec, services)).status).toBe(
      'safe',
    );
  });

  it('refuses while Services could not be read', () => {
    const snapshot = { ...probeSnapshot(spec), reads: {} };
    expect(labelsOf('redis', snapshot)).toMatchObject({ status: 'unsafe' });
  });

  it('gives the pod without labels none but the mark of the Matrix cluster', () => {
    expect(probeLabels(undefined, probeSnapshot(spec))).toEqual({
      status: 'safe',
      labels: { 'matrix-network.io/matrix-cluster': 'chat-eu' },
    });
  });
});
