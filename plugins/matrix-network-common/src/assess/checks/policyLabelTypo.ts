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

import {
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
} from '../../kubernetes/types';
import { matchesLabelSelector } from '../../policy';
import { Snapshot } from '../../snapshot/Snapshot';
import { AssessContext } from '../AssessContext';
import { Check, Observation } from '../Check';
import { NearMiss, nearMisses } from '../labelNeighbours';
import { list } from '../text';

interface PlacedSelector {
  path: string;
  selector: LabelSelector;
  /** Undefined: pods of any namespace. */
  namespace?: string;
}

/** The one namespace that a peer speaks of, where it is one. */
function namespaceOfPeer(
  peer: NetworkPolicyPeer,
  snapshot: Snapshot,
): string | undefined {
  if (!peer.namespaceSelector) {
    return snapshot.namespace;
  }
  const matched = snapshot.namespaces.filter(({ labels }) =>
    matchesLabelSelector(peer.namespaceSelector, labels),
  );
  return matched.length === 1 ? matched[0].name : undefined;
}

function peerSelectors(
  peers: readonly NetworkPolicyPeer[] | undefined,
  path: string,
  snapshot: Snapshot,
): PlacedSelector[] {
  return (peers ?? []).flatMap((peer, index) => {
    const namespace = namespaceOfPeer(peer, snapshot);
    return peer.podSelector
      ? [
          {
            path: `${path}[${index}].podSelector`,
            selector: peer.podSelector,
            ...(namespace !== undefined && { namespace }),
          },
        ]
      : [];
  });
}

function selectorsOf(
  { spec }: NetworkPolicy,
  snapshot: Snapshot,
): PlacedSelector[] {
  return [
    {
      path: 'spec.podSelector',
      selector: spec.podSelector,
      namespace: snapshot.namespace,
    },
    ...(spec.ingress ?? []).flatMap(({ from }, index) =>
      peerSelectors(from, `spec.ingress[${index}].from`, snapshot),
    ),
    ...(spec.egress ?? []).flatMap(({ to }, index) =>
      peerSelectors(to, `spec.egress[${index}].to`, snapshot),
    ),
  ];
}

function observe(
  policy: NetworkPolicy,
  path: string,
  miss: NearMiss,
  context: AssessContext,
): Observation {
  const health = context.policies.find(
    ({ name }) => name === policy.metadata.name,
  );
  const asRendered =
    health?.role !== 'foreign' &&
    (health?.state === 'inForce' || health?.state === 'shadowed');
  return {
    severity: 'warning',
    subject: {
      kind: 'NetworkPolicy',
      namespace: context.snapshot.namespace,
      name: policy.metadata.name,
    },
    title: `Policy ${policy.metadata.name} selects ${miss.wanted}, which no pod has`,
    cause: `${path} asks for ${miss.wanted}. No pod has that label, but ${list(
      miss.pods,
      3,
    )} ${miss.pods.length === 1 ? 'has' : 'have'} ${miss.near}.`,
    remedy: asRendered
      ? `The policy is as the stack renders it: correct the label of the pods to ${miss.wanted}.`
      : `Correct the label in the policy to ${miss.near}. A policy of the stack is mended by re-applying it.`,
    workloads: health?.workloads ?? [],
  };
}

/** A selector that is a letter or two away from labels that pods really have. */
export const policyLabelTypo: Check = {
  code: 'policy-label-typo',
  about:
    'No selector asks for a label that no pod has while pods have one that looks like it.',
  needs: ['networkPolicies', 'pods', 'namespaces'],
  run: context =>
    context.snapshot.networkPolicies.flatMap(policy =>
      selectorsOf(policy, context.snapshot).flatMap(
        ({ path, selector, namespace }) =>
          nearMisses(selector, namespace, context.snapshot)
            .slice(0, 1)
            .map(miss => observe(policy, path, miss, context)),
      ),
    ),
};
