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

/** How a network plugin shows on a cluster, and whether it enforces NetworkPolicy. */
export interface CniSignature {
  name: string;
  /** As far as its name and its pods tell. */
  enforces: 'yes' | 'no' | 'unknown';
  /** Overrides `enforces` by what the agent's DaemonSet tells, its version for instance. */
  enforcesBy?: (controller: ControllerSnapshot) => 'yes' | 'no' | 'unknown';
  daemonSet: RegExp;
  podLabel?: { key: string; value: string };
  /** An image that the DaemonSet must run as well. */
  image?: RegExp;
  crd?: RegExp;
  note?: string;
  /** How to have it enforce policies, where another way is nearer than another plugin. */
  remedy?: string;
}

/** kindnet learnt NetworkPolicy with kind 0.24 (August 2024); its tags begin with the day they were built. */
function kindnetEnforces({
  images,
}: ControllerSnapshot): 'yes' | 'no' | 'unknown' {
  const day = images
    .map(image => /kindnetd:v?(\d{8})-/.exec(image)?.[1])
    .find(found => found !== undefined);
  if (day === undefined) {
    return 'unknown';
  }
  return day >= '20240813' ? 'yes' : 'no';
}

/** What Go's `strconv.ParseBool` takes for true. */
const goTrue = ['1', 't', 'T', 'true', 'TRUE', 'True'];

const awsEnableRemedy =
  'Switch the agent on: set enableNetworkPolicy to "true" in the configuration of the EKS add-on vpc-cni, or --enable-network-policy=true among the arguments of container aws-eks-nodeagent. Prove it afterwards with a connectivity probe.';

/**
 * EKS puts the agent beside every VPC CNI since v1.14, switched off: its
 * manifests say `--enable-network-policy=false`, which is the flag's default,
 * too. A boolean flag of pflag may stand alone; the last one counts.
 * @see https://github.com/aws/aws-network-policy-agent#enable-network-policy
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/config/master/aws-k8s-cni.yaml
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
 */
function awsAgentEnforces({ args }: ControllerSnapshot): 'yes' | 'no' {
  const values = args.flatMap(arg => {
    const flag = /^--enable-network-policy(?:=(.*))?$/.exec(arg);
    return flag ? [flag[1] ?? 'true'] : [];
  });
  return goTrue.includes(values[values.length - 1] ?? 'false') ? 'yes' : 'no';
}

/**
 * Where several fit, the first one that enforces policies decides: Calico may
 * run for policies alone beside Flannel or the AWS VPC CNI.
 */
export const cniSignatures: readonly CniSignature[] = [
  {
    name: 'GKE Dataplane V2 (Cilium)',
    enforces: 'yes',
    daemonSet: /^anetd$/,
  },
  {
    name: 'Canal (Calico policies over Flannel)',
    enforces: 'yes',
    daemonSet: /^(rke2-)?canal$/,
    podLabel: { key: 'k8s-app', value: 'canal' },
  },
  {
    name: 'Calico',
    enforces: 'yes',
    daemonSet: /^calico-node/,
    podLabel: { key: 'k8s-app', value: 'calico-node' },
    crd: /\.crd\.projectcalico\.org$/,
  },
  {
    name: 'Cilium',
    enforces: 'yes',
    daemonSet: /^(cilium|rke2-cilium)$/,
    podLabel: { key: 'k8s-app', value: 'cilium' },
    crd: /^ciliumnetworkpolicies\.cilium\.io$/,
  },
  {
    name: 'Antrea',
    enforces: 'yes',
    daemonSet: /^antrea-agent/,
    podLabel: { key: 'component', value: 'antrea-agent' },
    crd: /\.crd\.antrea\.io$/,
  },
  {
    name: 'OVN-Kubernetes',
    enforces: 'yes',
    daemonSet: /^ovnkube-node/,
    podLabel: { key: 'app', value: 'ovnkube-node' },
    crd: /\.k8s\.ovn\.org$/,
  },
  {
    name: 'Kube-OVN',
    enforces: 'yes',
    daemonSet: /^kube-ovn-cni$/,
    podLabel: { key: 'app', value: 'kube-ovn-cni' },
    crd: /\.kubeovn\.io$/,
  },
  {
    name: 'kube-router',
    enforces: 'yes',
    enforcesBy: ({ args }) =>
      args.some(arg => /run-firewall=false/.test(arg)) ? 'no' : 'yes',
    daemonSet: /^kube-router$/,
    podLabel: { key: 'k8s-app', value: 'kube-router' },
  },
  {
    name: 'Weave Net',
    enforces: 'yes',
    daemonSet: /^weave-net$/,
    podLabel: { key: 'name', value: 'weave-net' },
    note: 'Weave Net is archived and gets no fixes any more',
  },
  {
    name: 'AWS VPC CNI with its network policy agent',
    enforces: 'unknown',
    enforcesBy: awsAgentEnforces,
    daemonSet: /^aws-node$/,
    podLabel: { key: 'k8s-app', value: 'aws-node' },
    image: /aws-network-policy-agent/,
    crd: /^policyendpoints\.networking\.k8s\.aws$/,
    note: 'The agent enforces policies with --enable-network-policy=true only',
    remedy: awsEnableRemedy,
  },
  {
    name: 'Azure Network Policy Manager',
    enforces: 'yes',
    daemonSet: /^azure-npm/,
    podLabel: { key: 'k8s-app', value: 'azure-npm' },
  },
  {
    name: 'kube-network-policies',
    enforces: 'yes',
    daemonSet: /^kube-network-policies/,
    podLabel: { key: 'app', value: 'kube-network-policies' },
  },
  {
    name: 'Flannel with its network policy agent',
    enforces: 'yes',
    daemonSet: /^kube-flannel-ds/,
    podLabel: { key: 'app', value: 'flannel' },
    image: /kube-network-policies/,
  },
  {
    name: 'kindnet',
    enforces: 'unknown',
    enforcesBy: kindnetEnforces,
    daemonSet: /^kindnet$/,
    podLabel: { key: 'app', value: 'kindnet' },
  },
  {
    name: 'AWS VPC CNI',
    // Labels of pods do not tell whether the agent is there, and on.
    enforces: 'unknown',
    enforcesBy: () => 'no',
    daemonSet: /^aws-node$/,
    podLabel: { key: 'k8s-app', value: 'aws-node' },
    note: 'It enforces policies only with its network policy agent beside it, switched on',
  },
  {
    name: 'Flannel',
    enforces: 'no',
    daemonSet: /^kube-flannel-ds/,
    podLabel: { key: 'app', value: 'flannel' },
    note: 'Flannel connects pods and does not enforce policies',
  },
];
