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

import { matchesLabelSelector } from '../../policy';
import { EXPOSE_LABEL, SCRAPE_LABEL } from '../../workloads/labels';
import { Check } from '../Check';
import { podsOfWorkload } from '../pods';
import { labelText, list } from '../text';

const doors = [
  { label: EXPOSE_LABEL, policy: 'allow-from-ingress' },
  { label: SCRAPE_LABEL, policy: 'allow-prometheus-scraping' },
];

/** key_vault carries a label that opens other pods. The stack's policies leave it out; others need not. */
export const keyVaultExposedLabel: Check = {
  code: 'key-vault-exposed-label',
  about:
    'No pod of key_vault carries a label that lets the ingress controller or Prometheus in.',
  needs: ['pods', 'networkPolicies'],
  run({ snapshot, livePolicies }) {
    const pods = podsOfWorkload(snapshot, 'key-vault');
    return doors.flatMap(({ label, policy }) => {
      const labelled = pods.filter(({ labels }) => label in labels);
      if (labelled.length === 0) {
        return [];
      }
      const live = livePolicies.get(policy);
      const opened =
        live !== undefined &&
        labelled.some(({ labels }) =>
          matchesLabelSelector(live.spec.podSelector, labels),
        );
      const text = labelText({ [label]: labelled[0].labels[label] });
      return [
        {
          severity: opened ? 'critical' : 'warning',
          subject: {
            kind: 'Workload',
            namespace: snapshot.namespace,
            name: 'key-vault',
          },
          title: `key_vault carries ${text}${
            opened ? ', and is open by it' : ''
          }`,
          cause: opened
            ? `Policy ${policy} on the cluster selects ${list(
                labelled.map(({ name }) => name),
                3,
              )} by that label, so key_vault can be reached by more than Synapse (main).`
            : `${list(
                labelled.map(({ name }) => name),
                3,
              )} carry it. The stack's ${policy} leaves key_vault out by name, so it is shut still; any other policy that goes by the label would open it.`,
          remedy: `Take ${label} off the pod template of key_vault.${
            opened
              ? ` Then re-apply the stack, whose ${policy} excludes it.`
              : ''
          }`,
          workloads: ['key-vault'],
        },
      ];
    });
  },
};
