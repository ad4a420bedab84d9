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
  INSTANCE_LABEL,
  LabelSelector,
  NAME_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { PolicyLint, subjectOf } from './PolicyLint';
import { portsText, rulesOf } from './rulesOf';

function isAnySynapse({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelector) {
  return (
    matchLabels[NAME_LABEL] === 'synapse' &&
    !(INSTANCE_LABEL in matchLabels) &&
    !matchExpressions.some(({ key }) => key === INSTANCE_LABEL)
  );
}

/** The main and the lawful-interception instance both run Synapse, under one name label. */
export const synapseWithoutInstance: PolicyLint = {
  code: 'synapse-without-instance',
  about: `Peers that are Synapse say which instance, by ${INSTANCE_LABEL}.`,
  run: policies =>
    policies.flatMap(({ policy }) =>
      rulesOf(policy).flatMap(rule =>
        rule.peers.flatMap(({ podSelector }, index) =>
          podSelector && isAnySynapse(podSelector)
            ? [
                {
                  severity: 'warning' as const,
                  subject: subjectOf(policy),
                  title: `Policy ${
                    policy.metadata.name
                  } speaks of Synapse (main) and Synapse (LI) alike on ${portsText(
                    rule,
                  )}`,
                  cause: `${rule.path}.${rule.field}[${index}] selects ${NAME_LABEL}=synapse without ${INSTANCE_LABEL}, so it fits the lawful-interception instance, too; only the other end of the flow still keeps it out.`,
                  remedy: `Add ${INSTANCE_LABEL}: main (or li) to the podSelector.`,
                },
              ]
            : [],
        ),
      ),
    ),
};
