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

import type {
  KubernetesObject,
  NetworkSnapshot,
  ObjectMeta,
  PolicyRef,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Where `kubectl apply` keeps a copy of the whole object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What of an object somebody wrote; what the API server added is left out. */
export function writtenPart(object: KubernetesObject): Record<string, unknown> {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { status: _status, ...content } = rest;
  return { apiVersion, kind, metadata: writtenMetadata(metadata), ...content };
}

function writtenMetadata(metadata: ObjectMeta): Partial<ObjectMeta> {
  const { name, namespace, labels, annotations = {} } = metadata;
  const own = Object.entries(annotations).filter(
    ([key]) => key !== LAST_APPLIED,
  );
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels && Object.keys(labels).length > 0 && { labels }),
    ...(own.length > 0 && { annotations: Object.fromEntries(own) }),
  };
}

/** The policy that a verdict speaks of, as it was read from the cluster. */
export function policyOf(
  ref: PolicyRef,
  network: NetworkSnapshot,
): KubernetesObject | undefined {
  const policies: readonly KubernetesObject[] =
    ref.kind === 'NetworkPolicy'
      ? [...network.networkPolicies, ...network.otherNetworkPolicies]
      : network.adminNetworkPolicies;
  return policies.find(
    ({ kind, metadata }) =>
      kind === ref.kind &&
      metadata.name === ref.name &&
      (ref.namespace === undefined || metadata.namespace === ref.namespace),
  );
}
