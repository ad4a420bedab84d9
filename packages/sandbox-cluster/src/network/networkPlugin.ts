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

import { ClusterState } from '../controllers/ClusterState';
import { DAEMON_SET, DaemonSet } from '../controllers/kinds';

/** What moves packets between pods, and whether it drops any for a policy. */
export interface NetworkPlugin {
  name: string;
  enforcesPolicies: boolean;
  /**
   * What a pod meets at an address of the pod network that nobody has: a bridge
   * says at once that nobody is there, a routed network drops the packet.
   */
  unusedAddress: 'noRoute' | 'timeout';
}

interface Agent {
  name: string;
  image: RegExp;
  /** False where the agent only connects pods, or was told not to enforce. */
  enforces: (set: DaemonSet) => boolean;
  unusedAddress?: NetworkPlugin['unusedAddress'];
}

const always = () => true;
const unlessArgument = (argument: RegExp) => (set: DaemonSet) =>
  !set.spec.template.spec.containers
    .flatMap(({ args, command }) => [...(args ?? []), ...(command ?? [])])
    .some(given => argument.test(given));

/** kindnet enforces policies since kind 0.24; its tags begin with the day of their build. */
function recentKindnet({ spec }: DaemonSet): boolean {
  return spec.template.spec.containers.some(
    ({ image }) => (/kindnetd:v?(\d{8})-/.exec(image)?.[1] ?? '') >= '20240813',
  );
}

/** Agents by the image that they run, from any registry; images are what really works. */
const agents: readonly Agent[] = [
  { name: 'Calico', image: /calico[/-]node[:@]/, enforces: always },
  { name: 'Cilium', image: /cilium[/-]cilium[:@]/, enforces: always },
  {
    name: 'Antrea',
    image: /antrea-(agent|ubuntu)[\w-]*[:@]/,
    enforces: always,
  },
  {
    name: 'OVN-Kubernetes',
    image: /ovn-kube(rnetes)?[\w-]*[:@]/,
    enforces: always,
  },
  {
    name: 'Kube-OVN',
    image: /kube-ovn[:@]/,
    enforces: unlessArgument(/^--enable-np=false$/),
  },
  {
    name: 'kube-router',
    image: /kube-router[:@]/,
    enforces: unlessArgument(/^--run-firewall=false$/),
  },
  { name: 'Weave Net', image: /weave-npc[:@]/, enforces: always },
  {
    name: 'AWS network policy agent',
    image: /aws-network-policy-agent[:@]/,
    enforces: unlessArgument(/^--enable-network-policy=false$/),
  },
  { name: 'Azure NPM', image: /azure-npm[:@]/, enforces: always },
  {
    name: 'kube-network-policies',
    image: /kube-network-policies[:@]/,
    enforces: always,
  },
  { name: 'kindnet', image: /kindnetd[:@]/, enforces: recentKindnet },
  {
    name: 'Flannel',
    image: /flannel[:@]/,
    enforces: () => false,
    unusedAddress: 'noRoute',
  },
];

const none: NetworkPlugin = {
  name: 'none',
  enforcesPolicies: false,
  unusedAddress: 'timeout',
};

/**
 * The plugin that the cluster's DaemonSets install. Where one enforces policies
 * beside one that only connects, both count: Canal is Calico over Flannel.
 */
export function networkPlugin(state: ClusterState): NetworkPlugin {
  const sets = state.list(DAEMON_SET);
  const installed = agents.flatMap(({ name, image, enforces, unusedAddress }) =>
    sets
      .filter(({ spec }) =>
        spec.template.spec.containers.some(container =>
          image.test(container.image),
        ),
      )
      .map(set => ({ name, enforces: enforces(set), unusedAddress })),
  );
  const deciding = installed.find(({ enforces }) => enforces) ?? installed[0];
  const unused = installed.find(({ unusedAddress }) => unusedAddress);
  return deciding
    ? {
        name: deciding.name,
        enforcesPolicies: deciding.enforces,
        unusedAddress: unused?.unusedAddress ?? none.unusedAddress,
      }
    : none;
}
