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
import { workload } from '../../workloads/catalogue';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { podsOfWorkload } from '../pods';
import { policyTypesOf } from '../policyNormal';
import { list } from '../text';
import { isBridge } from './policyBridgeLeft';
import { reapply } from './remedies';

/** Rows that say so of pods and addresses which are there. */
const judgedRows: readonly string[] = ['N8', 'N9'];

/**
 * A policy would let others than Synapse (main) into key_vault, once such a pod
 * runs: what rows of the contract cannot see that are judged over the pods of the
 * moment.
 */
export const keyVaultIngressWidened: Check = {
  code: 'key-vault-ingress-widened',
  about:
    'No policy lets anybody but Synapse (main) into key_vault, whether such pods run now or not.',
  needs: ['networkPolicies'],
  run(context) {
    const { contract, snapshot, livePolicies } = context;
    const isOpenNow = contract.some(
      ({ row, outcome }) => outcome === 'violated' && judgedRows.includes(row),
    );
    if (isOpenNow) {
      return [];
    }
    return [...livePolicies.values()]
      .filter(
        policy =>
          selectsKeyVault(policy, context) &&
          !isBridge(policy.metadata.name, context),
      )
      .flatMap(policy => {
        const paths = wideRules(policy);
        return paths.length === 0
          ? []
          : [
              {
                severity: 'critical',
                subject: {
                  kind: 'NetworkPolicy',
                  namespace: snapshot.namespace,
                  name: policy.metadata.name,
                },
                title: `Policy ${policy.metadata.name} lets others than Synapse (main) into key_vault`,
                cause: `${list(paths)} of the policy ${
                  paths.length === 1 ? 'names' : 'name'
                } more than pods labelled as Synapse (main). No pod or address of those that are there now gets through, as far as can be judged; one that comes later would.`,
                remedy: `Take the rule out of ${policy.metadata.name}, or key_vault out of what it selects. Where it is a policy of the stack: ${reapply}.`,
                workloads: ['key-vault'],
              },
            ];
      });
  },
};

function selectsKeyVault(
  { spec }: NetworkPolicy,
  { snapshot, workloads }: AssessContext,
): boolean {
  const expected = workloads.find(({ id }) => id === 'key-vault');
  if (!expected || !policyTypesOf(spec).includes('Ingress')) {
    return false;
  }
  const labels = [
    { ...expected.podLabels, ...expected.policyLabels },
    ...podsOfWorkload(snapshot, 'key-vault').map(pod => pod.labels),
  ];
  return labels.some(each => matchesLabelSelector(spec.podSelector, each));
}

/** Where a policy's rules for ingress name anybody but Synapse (main). */
function wideRules({ spec }: NetworkPolicy): string[] {
  return (spec.ingress ?? []).flatMap(({ from = [] }, rule) => {
    const path = `spec.ingress[${rule}]`;
    return from.length === 0
      ? [path]
      : from.flatMap((peer, index) =>
          isSynapseMain(peer) ? [] : [`${path}.from[${index}]`],
        );
  });
}

function isSynapseMain({
  ipBlock,
  namespaceSelector,
  podSelector,
}: NetworkPolicyPeer): boolean {
  return (
    ipBlock === undefined &&
    namespaceSelector === undefined &&
    podSelector !== undefined &&
    asksFor(podSelector, workload('synapse-main').selector)
  );
}

/** Whether a selector asks for all of these labels; what else it asks for makes it narrower. */
function asksFor(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(labels).every(
    ([key, value]) =>
      matchLabels[key] === value ||
      matchExpressions.some(
        expression =>
          expression.key === key &&
          expression.operator === 'In' &&
          expression.values?.length === 1 &&
          expression.values[0] === value,
      ),
  );
}
