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

import { Check } from '../Check';
import { isActive } from '../pods';
import { workloadOfPod } from '../../workloads/workloadOfPod';
import { count, list } from '../text';

/** A limit of NetworkPolicy, said rather than shown as green. */
export const hostNetworkNotIsolated: Check = {
  code: 'host-network-not-isolated',
  about:
    'Names pods of the namespace that are on the host network, where NetworkPolicy does not reach.',
  needs: ['pods'],
  run({ snapshot, workloads }) {
    const pods = snapshot.pods.filter(
      pod =>
        pod.namespace === snapshot.namespace &&
        pod.hostNetwork &&
        isActive(pod),
    );
    if (pods.length === 0) {
      return [];
    }
    const ids = new Set(
      pods.map(pod => workloadOfPod(pod, snapshot.namespace)),
    );
    const known = workloads.filter(({ id }) => ids.has(id));
    const expected = pods.every(pod =>
      known.some(
        ({ id, hostNetwork }) =>
          hostNetwork && id === workloadOfPod(pod, snapshot.namespace),
      ),
    );
    return [
      {
        severity: expected ? 'info' : 'warning',
        subject: { kind: 'Namespace', name: snapshot.namespace },
        title: `${count(
          pods.length,
          'pod',
        )} on the host network cannot be isolated by policies`,
        cause: `${list(
          pods.map(({ name }) => name),
        )} use the address of their node. NetworkPolicy does not apply to them, and other pods see them as nodes.`,
        remedy:
          'Guard their ports with the firewall of the nodes (or a host policy of the network plugin). Where the host network is not needed, take hostNetwork out of the pod template.',
        workloads: known.map(({ id }) => id),
      },
    ];
  },
};
