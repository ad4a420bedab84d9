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
import { NetworkPolicy } from '../kubernetes/types';
import { POLICY_ROLE_LABEL, STACK_LABEL, STAGE_LABEL } from '../stack/types';
import { PURPOSE_ANNOTATION } from './definePolicy';

/** Name of the policy that stands in while others go in or out. @public */
export const BRIDGE_POLICY = 'matrix-network-bridge';

const ROLE = 'bridge';

/**
 * Lets everything through, both ways, for all pods of a namespace. A policy
 * isolates what it selects as soon as it is stored, before those that allow what
 * must work are in: with this one beside them nothing is cut off. It closes
 * nothing either, so it may only be where nothing is closed, and not for long.
 * @public
 */
export function bridgePolicy(
  matrixCluster: string,
  namespace: string,
): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: BRIDGE_POLICY,
      namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'matrix-network',
        'backstage.io/kubernetes-id': matrixCluster,
        [STACK_LABEL]: matrixCluster,
        [POLICY_ROLE_LABEL]: ROLE,
        [STAGE_LABEL]: 'policies',
      },
      annotations: {
        [PURPOSE_ANNOTATION]:
          'Temporary: lets everything through while the other policies go in or out, so that a running deployment loses nothing meanwhile. It goes after the last of them. If it is still here and nothing is being applied, apply the stack again.',
      },
    },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{}],
      egress: [{}],
    },
  };
}

/** How a stand-in goes that no operation takes out. @public */
export function bridgeDeletion(namespace: string): string {
  return `kubectl -n ${namespace} delete networkpolicy ${BRIDGE_POLICY}`;
}

/** Why operations on a Matrix cluster don't take a stand-in out; `undefined` where they do. @public */
export function whyNotBridgeOf(
  { metadata }: Pick<NetworkPolicy, 'metadata'>,
  matrixCluster: string,
): string | undefined {
  const owner = metadata.labels?.[STACK_LABEL];
  if (owner === matrixCluster) {
    return undefined;
  }
  return owner === undefined
    ? 'it carries the label of no Matrix cluster'
    : `it carries the label of Matrix cluster ${owner}`;
}

/** Whether a policy is such a stand-in, by its name and its label; one of that name alone is somebody's own. @public */
export function isBridgePolicy({
  metadata,
}: Pick<NetworkPolicy, 'metadata'>): boolean {
  return (
    metadata.name === BRIDGE_POLICY &&
    metadata.labels?.[POLICY_ROLE_LABEL] === ROLE
  );
}
