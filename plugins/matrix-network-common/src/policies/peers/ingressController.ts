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

import { NetworkPolicy, NetworkPolicyPeer } from '../../kubernetes/types';
import { StackSpec } from '../../spec/StackSpec';
import { ClusterFacts } from '../../stack/types';
import { ingressControllerOf } from '../../workloads/workloadsOf';
import { clusterRanges } from './clusterRanges';
import { contains, Range, rangeText, widest } from './ranges';
import { podsElsewhere } from './pods';

/**
 * The ingress controller that is used: the stack's own, or that of others. One
 * on the host network is told by node addresses only; its pod peer stays, so
 * that a change of exposure cuts nobody off while both kinds run.
 */
export function ingressController(
  spec: StackSpec,
  facts: ClusterFacts,
): NetworkPolicyPeer[] {
  const controller = ingressControllerOf(spec, facts);
  const pods = podsElsewhere(controller);
  return controller.hostNetwork ? [pods, ...nodes(spec, facts)] : [pods];
}

/** Whether a policy of the stack, as rendered, lets the ingress controller in. */
export function admitsIngressController(
  { spec: { ingress = [] } }: NetworkPolicy,
  spec: StackSpec,
  facts: ClusterFacts,
): boolean {
  const pods = JSON.stringify(podsElsewhere(ingressControllerOf(spec, facts)));
  return ingress.some(({ from = [] }) =>
    from.some(peer => JSON.stringify(peer) === pods),
  );
}

/** Node addresses, without pod ranges that lie inside a wider node range. */
function nodes(spec: StackSpec, facts: ClusterFacts): NetworkPolicyPeer[] {
  const podRanges = clusterRanges('podCidrs', spec, facts);
  return widest(clusterRanges('nodeCidrs', spec, facts)).map(range => {
    const except = podsInside(range, podRanges);
    return {
      ipBlock: {
        cidr: rangeText(range),
        ...(except.length > 0 && { except: except.map(rangeText) }),
      },
    };
  });
}

function podsInside(range: Range, podRanges: readonly Range[]): Range[] {
  return widest(podRanges).filter(
    pods => contains(range, pods) && !contains(pods, range),
  );
}
