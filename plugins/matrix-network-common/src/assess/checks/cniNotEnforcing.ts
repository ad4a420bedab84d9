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
import { cniSignatures } from '../cniSignatures';

const anotherPlugin =
  'Install a plugin that enforces policies: Calico for policies alone beside Flannel (Canal), or Calico, Cilium or Antrea. Prove it afterwards with a connectivity probe.';

/** Policies exist, and nobody enforces them. */
export const cniNotEnforcing: Check = {
  code: 'cni-not-enforcing',
  about: 'The network plugin of the cluster enforces NetworkPolicy.',
  // What is known of the plugin says so even where its DaemonSet may not be read.
  needs: [],
  run({ cni, snapshot }) {
    if (cni.enforcesPolicies !== 'no') {
      return [];
    }
    return [
      {
        severity: 'critical',
        subject: {
          kind: 'KubernetesCluster',
          name: snapshot.kubernetesCluster,
        },
        title: `${cni.name} does not enforce policies: nothing is isolated`,
        cause: `${cni.evidence}. Kubernetes takes NetworkPolicies on any cluster, but without a network plugin that enforces them they change nothing.`,
        remedy:
          cniSignatures.find(({ name }) => name === cni.name)?.remedy ??
          anotherPlugin,
        workloads: [],
      },
    ];
  },
};
