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

import { NetworkFixture } from '../__testUtils__/networkFixture';
import { workload } from '../demo/manifests';
import { installedPlugin } from '../demo/networkPlugins';
import { networkPlugin } from './networkPlugin';

const daemonSet = (image: string, args?: string[], name = 'agent') =>
  workload({
    kind: 'DaemonSet',
    namespace: 'kube-system',
    name,
    image,
    args,
    labels: { app: name },
    hostNetwork: true,
  });

const objectsOf = (name: 'calico' | 'flannel') =>
  installedPlugin(name).filter(({ kind }) => kind === 'DaemonSet');

describe('the network plugin', () => {
  const fixtures: NetworkFixture[] = [];

  const cluster = (...objects: ReturnType<typeof daemonSet>[]) => {
    const fixture = new NetworkFixture(objects);
    fixtures.push(fixture);
    return fixture;
  };

  afterEach(() => fixtures.splice(0).forEach(fixture => fixture.close()));

  it('is Calico on a demo cluster: policies are enforced', () => {
    expect(networkPlugin(cluster(...objectsOf('calico')).state)).toEqual({
      name: 'Calico',
      enforcesPolicies: true,
      unusedAddress: 'timeout',
    });
  });

  it('can be Flannel alone: they are not, and unused addresses are said to be so', () => {
    expect(networkPlugin(cluster(...objectsOf('flannel')).state)).toEqual({
      name: 'Flannel',
      enforcesPolicies: false,
      unusedAddress: 'noRoute',
    });
  });

  it('is nothing known on a cluster without an agent', () => {
    expect(networkPlugin(cluster().state)).toMatchObject({
      name: 'none',
      enforcesPolicies: false,
    });
  });

  it('enforces as soon as one of its agents does, as Canal', () => {
    const canal = cluster(
      daemonSet('docker.io/flannel/flannel:v0.27.4', undefined, 'flannel'),
      daemonSet('mirror.example.org/calico/node:v3.31.2', undefined, 'calico'),
    );
    expect(networkPlugin(canal.state)).toEqual({
      name: 'Calico',
      enforcesPolicies: true,
      unusedAddress: 'noRoute',
    });
  });

  it.each([
    ['rancher/mirrored-calico-node:v3.30.1', [], true],
    ['quay.io/cilium/cilium:v1.18.4@sha256:00', [], true],
    ['antrea/antrea-agent-ubuntu:v2.4.0', [], true],
    ['docker.io/kubeovn/kube-ovn:v1.14.0', [], true],
    ['docker.io/kubeovn/kube-ovn:v1.14.0', ['--enable-np=false'], false],
    ['docker.io/cloudnativelabs/kube-router:v2.6.1', [], true],
    [
      'docker.io/cloudnativelabs/kube-router:v2.6.1',
      ['--run-firewall=false'],
      false,
    ],
    ['weaveworks/weave-npc:2.8.1', [], true],
    ['example.org/amazon/aws-network-policy-agent:v1.3.0', [], true],
    ['kindest/kindnetd:v20250512-df8de77b', [], true],
    ['kindest/kindnetd:v20230511-dc714da8', [], false],
    ['example.org/something/else:1', [], false],
  ])('%s %j enforces policies: %s', (image, args, enforces) => {
    const { state } = cluster(daemonSet(image, args));
    expect(networkPlugin(state).enforcesPolicies).toBe(enforces);
  });

  it('decides what becomes of a policy', () => {
    const attempt = (fixture: NetworkFixture) =>
      fixture
        .pod({ at: 'matrix/a', ip: '10.244.1.5' })
        .pod({ at: 'matrix/b', ip: '10.244.2.5', ports: ['80'] })
        .policy('matrix/deny', { podSelector: {}, policyTypes: ['Ingress'] })
        .outcome('matrix/a', '10.244.2.5:80');
    expect(attempt(cluster(...objectsOf('calico')))).toBe('timeout ingress');
    expect(attempt(cluster(...objectsOf('flannel')))).toBe('connected');
    expect(
      cluster(...objectsOf('flannel'))
        .pod({ at: 'matrix/a', ip: '10.244.1.5' })
        .outcome('matrix/a', '10.244.2.200:80'),
    ).toBe('no route to host');
  });
});
