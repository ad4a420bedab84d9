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

import { parseStackSpec, StackSpec, StackSpecInput } from '../../spec';
import { ClusterFacts } from '../../stack/types';

/** A cluster as a poll finds it: kubeadm, IPv4. */
export const facts: ClusterFacts = {
  kubernetesVersion: '1.36',
  apiServers: [
    { address: '10.96.0.1', port: 443 },
    { address: '192.168.10.2', port: 6443 },
    { address: '192.168.10.3', port: 6443 },
  ],
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/12'],
  nodeCidrs: ['192.168.10.0/24'],
  prometheusOperator: true,
};

/** The same with IPv6 beside it, some of it public, as clouds give it to nodes. */
export const dualStackFacts: ClusterFacts = {
  ...facts,
  apiServers: [...facts.apiServers, { address: 'fd00:10:96::1', port: 443 }],
  podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'],
  serviceCidrs: ['10.96.0.0/12', 'fd00:10:96::/112'],
  nodeCidrs: ['203.0.113.0/28', '2001:db8:a::/64'],
};

/** With an ingress-nginx that Helm installed into namespace `infra`. */
export function factsWithController(hostNetwork = false): ClusterFacts {
  return {
    ...facts,
    ingressController: {
      version: '1.13.2',
      namespace: 'infra',
      owner: 'Helm release web',
      pods: {
        labels: {
          'app.kubernetes.io/name': 'ingress-nginx',
          'app.kubernetes.io/instance': 'web',
          'app.kubernetes.io/component': 'controller',
        },
        hostNetwork,
      },
    },
  };
}

const required = {
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 5000,
};

/** A spec with the defaults for what is not given. */
export function specWith(input: Partial<StackSpecInput> = {}): StackSpec {
  return parseStackSpec({ ...required, ...input });
}

const everyWorkload = { haproxy: true, sygnal: true };

/** Specs that between them have every row of the contract. */
export const variants: Record<
  string,
  { spec: StackSpec; facts: ClusterFacts }
> = {
  default: { spec: specWith(), facts },
  everything: {
    spec: specWith({ workloads: everyWorkload }),
    facts,
  },
  'everything with LI replication': {
    spec: specWith({
      workloads: everyWorkload,
      network: { liReplicationFromMain: true },
    }),
    facts,
  },
  minimal: {
    spec: specWith({
      workloads: {
        lawfulInterception: false,
        liveKit: false,
        antivirus: false,
        syncSystem: false,
        keyVault: false,
        elementWeb: false,
        turn: false,
      },
      certificates: { management: 'external' },
      network: { nodeLocalDns: false },
    }),
    facts,
  },
  'node-local controller': {
    spec: specWith({
      workloads: everyWorkload,
      ingress: { exposure: 'nodeLocal' },
    }),
    facts,
  },
  'dual-stack': {
    spec: specWith({ workloads: everyWorkload }),
    facts: dualStackFacts,
  },
  'the ingress controller of others': {
    spec: specWith({ workloads: everyWorkload }),
    facts: factsWithController(),
  },
  'the ingress controller of others, on the host network': {
    spec: specWith({ workloads: everyWorkload }),
    facts: factsWithController(true),
  },
  'the ingress controller of others, where the own would be node-local': {
    spec: specWith({
      workloads: everyWorkload,
      ingress: { exposure: 'nodeLocal' },
    }),
    facts: factsWithController(),
  },
  'OpenShift DNS, other namespaces': {
    spec: specWith({
      namespace: 'messenger',
      network: { openShiftDns: true },
      monitoring: { prometheusNamespace: 'openshift-monitoring' },
    }),
    facts,
  },
};
