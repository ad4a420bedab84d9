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

import { USED_KIND } from './usedComponents';

/** What this program makes of a kind. */
export type KindUse =
  | { use: 'namespace' | 'node' | 'pod' | 'policy' | 'adminPolicy' | 'spec' }
  /** Of a component that the cluster had before, in place of the stack's own. */
  | { use: 'used' }
  | { use: 'workload' }
  | { use: 'ignored' }
  /** The API server does not serve it, for what this field says. */
  | { use: 'refused'; field: 'apiVersion' | 'kind'; accepted: string };

interface ServedKind {
  group: string;
  versions: readonly string[];
  use: Exclude<KindUse['use'], 'refused' | 'ignored'>;
}

const served: Readonly<Record<string, ServedKind>> = {
  Namespace: { group: '', versions: ['v1'], use: 'namespace' },
  Node: { group: '', versions: ['v1'], use: 'node' },
  Pod: { group: '', versions: ['v1'], use: 'pod' },
  ReplicationController: { group: '', versions: ['v1'], use: 'workload' },
  Deployment: { group: 'apps', versions: ['v1'], use: 'workload' },
  StatefulSet: { group: 'apps', versions: ['v1'], use: 'workload' },
  DaemonSet: { group: 'apps', versions: ['v1'], use: 'workload' },
  ReplicaSet: { group: 'apps', versions: ['v1'], use: 'workload' },
  Job: { group: 'batch', versions: ['v1'], use: 'workload' },
  CronJob: { group: 'batch', versions: ['v1'], use: 'workload' },
  NetworkPolicy: {
    group: 'networking.k8s.io',
    versions: ['v1'],
    use: 'policy',
  },
  AdminNetworkPolicy: {
    group: 'policy.networking.k8s.io',
    versions: ['v1alpha1'],
    use: 'adminPolicy',
  },
  BaselineAdminNetworkPolicy: {
    group: 'policy.networking.k8s.io',
    versions: ['v1alpha1'],
    use: 'adminPolicy',
  },
  MatrixCluster: {
    group: 'matrix-network.io',
    versions: ['v1'],
    use: 'spec',
  },
  [USED_KIND]: {
    group: 'matrix-network.io',
    versions: ['v1'],
    use: 'used',
  },
};

/** Groups that served these kinds once; others with kinds of the same name (Calico) are no mistake. */
const formerGroups = ['extensions', 'apps', 'batch', 'networking.k8s.io'];

/** Ways to miss a kind that is served: `networkpolicy`, `NetworkPolicies`. */
const slips: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(served).flatMap(kind =>
    [kind, `${kind}s`, kind.replace(/y$/, 'ies')].map(slip => [
      slip.toLowerCase(),
      kind,
    ]),
  ),
);

/** How an object of this kind is read. Kinds that are not named here are ignored, unless they have a pod template. */
export function useOf(
  apiVersion: string,
  kind: string,
  hasPodTemplate: boolean,
): KindUse {
  const [group, version] = apiVersion.includes('/')
    ? apiVersion.split('/', 2)
    : ['', apiVersion];
  const known = Object.hasOwn(served, kind) ? served[kind] : undefined;
  if (known?.group === group && known.versions.includes(version)) {
    return { use: known.use };
  }
  if (
    known &&
    (known.group === group || formerGroups.includes(group) || !group)
  ) {
    const prefix = known.group ? `${known.group}/` : '';
    return {
      use: 'refused',
      field: 'apiVersion',
      accepted: known.versions.map(name => `${prefix}${name}`).join(', '),
    };
  }
  const meant = known ? undefined : slips[kind.toLowerCase()];
  if (meant && served[meant].group === group) {
    return { use: 'refused', field: 'kind', accepted: meant };
  }
  return { use: hasPodTemplate ? 'workload' : 'ignored' };
}
