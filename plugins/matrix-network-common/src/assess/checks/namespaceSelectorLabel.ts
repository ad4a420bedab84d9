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

import { LabelSelector, NetworkPolicy } from '../../kubernetes/types';
import { matchesLabelSelector } from '../../policy';
import { NAMESPACE_NAME_LABEL } from '../../workloads/labels';
import { AssessContext } from '../AssessContext';
import { Check, Observation } from '../Check';
import { selectorText, wantedLabels } from '../selectorText';

interface NamespacePeer {
  path: string;
  selector: LabelSelector;
}

function namespacePeers({ spec }: NetworkPolicy): NamespacePeer[] {
  const rules = [
    ...(spec.ingress ?? []).map(({ from }, index) => ({
      path: `spec.ingress[${index}].from`,
      peers: from ?? [],
    })),
    ...(spec.egress ?? []).map(({ to }, index) => ({
      path: `spec.egress[${index}].to`,
      peers: to ?? [],
    })),
  ];
  return rules.flatMap(({ path, peers }) =>
    peers.flatMap(({ namespaceSelector }, index) =>
      namespaceSelector
        ? [
            {
              path: `${path}[${index}].namespaceSelector`,
              selector: namespaceSelector,
            },
          ]
        : [],
    ),
  );
}

/** The namespace that was meant: one whose name the selector has as the value of another label. */
function meant(
  selector: LabelSelector,
  { snapshot }: AssessContext,
): string | undefined {
  const values = wantedLabels(selector).flatMap(label => label.values ?? []);
  return snapshot.namespaces.find(({ name }) => values.includes(name))?.name;
}

function observe(
  policy: NetworkPolicy,
  { path, selector }: NamespacePeer,
  context: AssessContext,
): Observation {
  const text = selectorText(selector);
  const namespace = meant(selector, context);
  const { name } = policy.metadata;
  return {
    severity: namespace ? 'critical' : 'warning',
    subject: {
      kind: 'NetworkPolicy',
      namespace: context.snapshot.namespace,
      name,
    },
    title: `Policy ${name} selects namespaces by ${text}, which no namespace has`,
    cause: namespace
      ? `${path} means namespace ${namespace}, but that does not carry ${text}, so the rule allows nothing. Every namespace carries ${NAMESPACE_NAME_LABEL}; a label "name" is nothing that Kubernetes sets.`
      : `${path} asks for ${text}, and no namespace of the cluster carries it, so the rule allows nothing.`,
    remedy: namespace
      ? `Write ${NAMESPACE_NAME_LABEL}: ${namespace} instead: kubectl -n ${context.snapshot.namespace} edit networkpolicy ${name}. For a policy of the stack, re-apply it.`
      : `Correct the selector (every namespace carries ${NAMESPACE_NAME_LABEL} with its name), or delete the rule.`,
    workloads:
      context.policies.find(policyHealth => policyHealth.name === name)
        ?.workloads ?? [],
  };
}

/** A rule for a namespace that it does not find, by a label that Kubernetes does not set. */
export const namespaceSelectorLabel: Check = {
  code: 'namespace-selector-label',
  about:
    'Namespaces are selected by a label that they really have, such as kubernetes.io/metadata.name.',
  needs: ['networkPolicies', 'namespaces'],
  run: context =>
    context.snapshot.networkPolicies.flatMap(policy =>
      namespacePeers(policy)
        .filter(({ selector }) => {
          const onlyByName = wantedLabels(selector).every(
            ({ key }) => key === NAMESPACE_NAME_LABEL,
          );
          return (
            !onlyByName &&
            !context.snapshot.namespaces.some(({ labels }) =>
              matchesLabelSelector(selector, labels),
            )
          );
        })
        .map(peer => observe(policy, peer, context)),
    ),
};
