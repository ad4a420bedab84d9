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
  BRIDGE_POLICY,
  closesSomething,
  FIELD_MANAGER,
  isBridgePolicy,
  KubernetesObject,
  whyNotBridgeOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { networkPolicySchema } from '../../snapshot/parse/networkPolicies';

/** What is to be done about the bridge of one namespace before policies go in or out. */
export type BridgeDecision =
  | { action: 'putIn' }
  /** It is there from an operation that did not finish, and stays until the policies of this one are through. */
  | { action: 'stays'; uid?: string }
  /** One is there that operations of this Matrix cluster don't take out. */
  | { action: 'leave'; why: string }
  /** It would open what these close. */
  | { action: 'none'; closers: string[] };

/**
 * Whether a policy that lets everything through may stand in. Only where nothing
 * is closed now, or nothing will be at the end: what is closed stays closed.
 *
 * @param live - all NetworkPolicies of the namespace, whoever's
 * @param goes - names of those that are taken out
 */
export function decideBridge(
  live: readonly KubernetesObject[],
  {
    matrixCluster,
    goes = new Set(),
  }: { matrixCluster: string; goes?: ReadonlySet<string> },
): BridgeDecision {
  const own = live.find(policy => isOwnBridge(policy, matrixCluster));
  if (own) {
    return { action: 'stays', uid: own.metadata.uid };
  }
  const other = live.find(isLeftBridge);
  const why = other && whyNotBridgeOf(other, matrixCluster);
  if (why !== undefined) {
    return { action: 'leave', why };
  }
  const closers = live
    .filter(
      policy =>
        !goes.has(policy.metadata.name) &&
        (closes(policy) || isNamesake(policy)),
    )
    .map(({ metadata }) => metadata.name);
  return closers.length > 0 ? { action: 'none', closers } : { action: 'putIn' };
}

/** What can't be made out may close something. */
export function closes(policy: KubernetesObject): boolean {
  const { data } = networkPolicySchema.safeParse(policy);
  return data === undefined || closesSomething(data);
}

function isLeftBridge({ metadata }: KubernetesObject): boolean {
  return (
    isBridgePolicy({ metadata }) && metadata.deletionTimestamp === undefined
  );
}

function isOwnBridge(policy: KubernetesObject, matrixCluster: string): boolean {
  const { managedFields = [] } = policy.metadata;
  return (
    isLeftBridge(policy) &&
    whyNotBridgeOf(policy, matrixCluster) === undefined &&
    managedFields.some(
      ({ manager, operation }) =>
        manager === FIELD_MANAGER && operation === 'Apply',
    )
  );
}

/** Somebody's own of that name is never taken over. One that goes is made anew once it is gone. */
function isNamesake({ metadata }: KubernetesObject): boolean {
  return (
    metadata.name === BRIDGE_POLICY && metadata.deletionTimestamp === undefined
  );
}
