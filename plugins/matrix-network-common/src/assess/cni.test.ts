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

import { ControllerSnapshot } from '../snapshot/Snapshot';
import {
  networkPlugin,
  perfectSnapshot,
  unread,
  withPods,
} from './__testUtils__/snapshotBuilder';
import { detectCni } from './cni';

const detected = (...controllers: ControllerSnapshot[]) =>
  detectCni(perfectSnapshot(undefined, { controllers }));

const agent = (
  name: string,
  namespace: string,
  changes: Partial<ControllerSnapshot> = {},
) => networkPlugin(name, { namespace, podLabels: {}, ...changes });

describe('detectCni', () => {
  it.each<[string, 'yes' | 'no' | 'unknown', ControllerSnapshot[]]>([
    ['Calico', 'yes', [agent('calico-node', 'kube-system')]],
    ['Calico', 'yes', [agent('calico-node', 'calico-system')]],
    ['Cilium', 'yes', [agent('cilium', 'cilium-system')]],
    [
      'Canal (Calico policies over Flannel)',
      'yes',
      [agent('canal', 'kube-system')],
    ],
    [
      'Canal (Calico policies over Flannel)',
      'yes',
      [agent('rke2-canal', 'kube-system')],
    ],
    ['Weave Net', 'yes', [agent('weave-net', 'kube-system')]],
    ['Antrea', 'yes', [agent('antrea-agent', 'kube-system')]],
    ['kube-router', 'yes', [agent('kube-router', 'kube-system')]],
    [
      'OVN-Kubernetes',
      'yes',
      [agent('ovnkube-node', 'openshift-ovn-kubernetes')],
    ],
    ['Kube-OVN', 'yes', [agent('kube-ovn-cni', 'kube-system')]],
    ['GKE Dataplane V2 (Cilium)', 'yes', [agent('anetd', 'kube-system')]],
    [
      'Azure Network Policy Manager',
      'yes',
      [agent('azure-npm', 'kube-system')],
    ],
    [
      'AWS VPC CNI',
      'no',
      [agent('aws-node', 'kube-system', { images: ['ecr/amazon-k8s-cni:v1'] })],
    ],
    ['Flannel', 'no', [agent('kube-flannel-ds', 'kube-flannel')]],
    [
      'Flannel with its network policy agent',
      'yes',
      [
        agent('kube-flannel-ds', 'kube-flannel', {
          images: ['registry.k8s.io/networking/kube-network-policies:v0.7.0'],
        }),
      ],
    ],
    [
      'Calico',
      'yes',
      [
        agent('kube-flannel-ds', 'kube-flannel'),
        agent('calico-node', 'kube-system'),
      ],
    ],
    [
      'kindnet',
      'yes',
      [
        agent('kindnet', 'kube-system', {
          images: ['docker.io/kindest/kindnetd:v20250214-acbabc1a'],
        }),
      ],
    ],
    [
      'kindnet',
      'no',
      [
        agent('kindnet', 'kube-system', {
          images: ['docker.io/kindest/kindnetd:v20230511-dc714da8'],
        }),
      ],
    ],
    [
      'kindnet',
      'unknown',
      [agent('kindnet', 'kube-system', { images: ['kindnetd:latest'] })],
    ],
  ])('%s, enforces: %s', (name, enforcesPolicies, controllers) => {
    expect(detected(...controllers)).toMatchObject({ name, enforcesPolicies });
  });

  it.each<[string, 'yes' | 'no', string[]]>([
    ['is told to', 'yes', ['--enable-network-policy=true']],
    ['is told to by the flag alone', 'yes', ['--enable-network-policy']],
    [
      'is told so last',
      'yes',
      ['--enable-network-policy=false', '--enable-network-policy=true'],
    ],
    ['is not told to', 'no', ['--enable-ipv6=false']],
    [
      'is told not to, as EKS installs it',
      'no',
      ['--enable-network-policy=false'],
    ],
    [
      'is told not to last',
      'no',
      ['--enable-network-policy=true', '--enable-network-policy=0'],
    ],
    [
      'is told something else that begins alike',
      'no',
      ['--enable-network-policy-controller=true'],
    ],
  ])('an AWS agent that %s, enforces: %s', (_, enforcesPolicies, args) => {
    expect(
      detected(
        agent('aws-node', 'kube-system', {
          images: [
            'ecr/amazon-k8s-cni:v1.19.0',
            'ecr/amazon/aws-network-policy-agent:v1.1.5',
          ],
          args,
        }),
      ),
    ).toMatchObject({
      name: 'AWS VPC CNI with its network policy agent',
      enforcesPolicies,
    });
  });

  it('does not say that the AWS agent is off where only pods could be read', () => {
    const snapshot = withPods(
      perfectSnapshot(undefined, { controllers: [] }),
      pod =>
        pod.namespace === 'kube-system'
          ? { ...pod, labels: { 'k8s-app': 'aws-node' } }
          : pod,
    );
    expect(detectCni(unread(snapshot, 'daemonSets'))).toMatchObject({
      name: 'AWS VPC CNI',
      enforcesPolicies: 'unknown',
    });
  });

  it('goes by who enforces policies, not by who could', () => {
    expect(
      detected(
        agent('kube-router', 'kube-system', { args: ['--run-firewall=false'] }),
        agent('kube-network-policies', 'kube-system'),
      ),
    ).toMatchObject({ name: 'kube-network-policies', enforcesPolicies: 'yes' });
  });

  it('says what it goes by', () => {
    expect(
      detected(agent('calico-node', 'calico-system', { desired: 3, ready: 2 }))
        .evidence,
    ).toBe('DaemonSet calico-system/calico-node, 2 of 3 ready');
  });

  it('goes by pods where DaemonSets may not be read', () => {
    const snapshot = perfectSnapshot(undefined, { controllers: [] });
    const labelled = {
      ...snapshot,
      pods: snapshot.pods.map(pod =>
        pod.namespace === 'kube-system'
          ? { ...pod, labels: { 'k8s-app': 'cilium' } }
          : pod,
      ),
    };
    expect(detectCni(unread(labelled, 'daemonSets'))).toMatchObject({
      name: 'Cilium',
      enforcesPolicies: 'yes',
    });
    // Anybody may label a pod so.
    expect(detectCni(labelled)).toMatchObject({ enforcesPolicies: 'unknown' });
  });

  it('does not count a DaemonSet for no node, nor one that is told not to enforce', () => {
    const calico = agent('calico-node', 'calico-system', {
      desired: 0,
      ready: 0,
    });
    expect(detected(calico).enforcesPolicies).toBe('unknown');
    const kubeRouter = agent('kube-router', 'kube-system', {
      args: ['--run-router=true', '--run-firewall=false'],
    });
    expect(detected(kubeRouter)).toMatchObject({
      name: 'kube-router',
      enforcesPolicies: 'no',
    });
  });

  it('does not believe a CustomResourceDefinition alone', () => {
    expect(
      detectCni(
        perfectSnapshot(undefined, {
          controllers: [],
          customResourceDefinitions: ['ciliumnetworkpolicies.cilium.io'],
        }),
      ),
    ).toMatchObject({ name: 'Cilium', enforcesPolicies: 'unknown' });
  });

  it('says what it does not know, and why', () => {
    expect(detected()).toMatchObject({
      name: 'unknown',
      enforcesPolicies: 'unknown',
    });
    expect(
      detectCni(
        unread(perfectSnapshot(undefined, { controllers: [] }), 'daemonSets', {
          status: 'forbidden',
          verb: 'list',
          resource: 'daemonsets.apps',
        }),
      ).evidence,
    ).toContain('may not list daemonsets.apps');
  });
});
