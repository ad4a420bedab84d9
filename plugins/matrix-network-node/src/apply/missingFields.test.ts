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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { missingFields } from './missingFields';

const object = (kind: string, fields: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x' },
  ...fields,
});

const policy = (spec: object) => object('NetworkPolicy', { spec });

describe('in a NetworkPolicy', () => {
  const peer = { podSelector: { matchLabels: { app: 'synapse' } } };
  const sent = policy({
    podSelector: {},
    ingress: [{ from: [peer], ports: [{ port: 6379 }] }],
  });

  it('finds a `from` that got lost', () => {
    const stored = policy({
      podSelector: {},
      ingress: [{ ports: [{ port: 6379 }] }],
    });

    expect(missingFields(sent, stored)).toEqual(['spec.ingress[0].from']);
  });

  it('finds a peer more', () => {
    const stored = policy({
      podSelector: {},
      ingress: [{ from: [peer, {}], ports: [{ port: 6379 }] }],
    });

    expect(missingFields(sent, stored)).toEqual(['spec.ingress[0].from']);
  });

  it('finds a selector that got lost, or is more than was sent', () => {
    const everyPod = policy({
      podSelector: {},
      egress: [{ to: [{ podSelector: {} }] }],
    });
    const nobody = policy({ podSelector: {}, egress: [{ to: [{}] }] });

    expect(missingFields(everyPod, nobody)).toEqual([
      'spec.egress[0].to[0].podSelector',
    ]);
    expect(missingFields(nobody, everyPod)).toEqual([
      'spec.egress[0].to[0].podSelector',
    ]);
  });

  it('knows what the server fills in or leaves out', () => {
    const stored = policy({
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [peer], ports: [{ port: 6379, protocol: 'TCP' }] }],
    });

    expect(missingFields(sent, stored)).toEqual([]);
    expect(
      missingFields(
        policy({ podSelector: {}, ingress: [] }),
        policy({ podSelector: {} }),
      ),
    ).toEqual([]);
  });
});

describe('in other objects', () => {
  it('does not mind what the server and others add', () => {
    expect(
      missingFields(
        object('Service', { spec: { ports: [{ port: 80 }] } }),
        object('Service', {
          spec: {
            clusterIP: '10.96.0.7',
            ports: [
              { port: 9402, protocol: 'TCP' },
              { port: 80, protocol: 'TCP', nodePort: 30080 },
            ],
          },
        }),
      ),
    ).toEqual([]);
  });

  it('finds a field that was pruned, and one that reads otherwise', () => {
    expect(
      missingFields(
        object('Deployment', {
          spec: { replicas: 3, template: { a: { b: 1 } } },
        }),
        object('Deployment', { spec: { replicas: 2, template: {} } }),
      ),
    ).toEqual(['spec.replicas', 'spec.template.a']);
  });

  it('finds containers by name, wherever an injected one stands', () => {
    const containers = (...names: string[]) =>
      object('Deployment', {
        spec: { containers: names.map(name => ({ name, image: name })) },
      });

    expect(
      missingFields(
        containers('controller'),
        containers('proxy', 'controller'),
      ),
    ).toEqual([]);
    expect(
      missingFields(containers('controller'), containers('proxy')),
    ).toEqual(['spec.containers[0]']);
  });

  it('takes quantities for equal that mean the same', () => {
    const cpu = (requests: string) =>
      object('Pod', { spec: { resources: { requests: { cpu: requests } } } });

    expect(missingFields(cpu('1000m'), cpu('1'))).toEqual([]);
    expect(missingFields(cpu('1000m'), cpu('2'))).toEqual([
      'spec.resources.requests.cpu',
    ]);
  });

  it('does not miss what the server does not store: zeros and empty values', () => {
    expect(
      missingFields(
        object('Deployment', {
          spec: {
            minReadySeconds: 0,
            paused: false,
            strategy: { rollingUpdate: {} },
          },
        }),
        object('Deployment', { spec: {} }),
      ),
    ).toEqual([]);
  });
});
