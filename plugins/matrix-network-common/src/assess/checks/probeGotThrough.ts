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

import { Check } from '../Check';
import { list } from '../text';
import {
  currentProbeResults,
  probedWorkloads,
  probeFlowsText,
} from '../probeResults';

/** Rows named in the cause; a plugin that enforces nothing breaks them all. */
const SHOWN_ROWS = 12;

/** Probes that connect where the policies say no: isolation on paper alone. */
export const probeGotThrough: Check = {
  code: 'probe-got-through',
  about: 'What the policies deny, probes find blocked.',
  needs: ['networkPolicies', 'pods'],
  run(context) {
    const results = currentProbeResults(
      context,
      ({ agreement, outcome }) =>
        agreement === 'differs' && outcome === 'connected',
      // What was open once is not closed by time: the next probe says so.
      Infinity,
    );
    if (results.length === 0) {
      return [];
    }
    const [first] = results;
    const rows = [...new Set(results.flatMap(one => one.rows))];
    const { cni, snapshot, probes } = context;
    return [
      {
        severity: 'critical',
        subject: {
          kind: 'KubernetesCluster',
          name: snapshot.kubernetesCluster,
        },
        title: `The policies are not enforced: a probe got from ${probeFlowsText(
          results,
        )}`,
        cause: `${first.verdict.sentence} A probe pod with the labels of ${
          first.sourceTitle
        } connected all the same, at ${probes?.finishedAt}.${
          rows.length > 0
            ? ` Rows of the contract that do not hold by that: ${list(
                rows,
                SHOWN_ROWS,
              )}.`
            : ''
        } Network plugin as detected: ${cni.name}.`,
        remedy:
          'Check that the network plugin enforces NetworkPolicy on every node (its agents ready, policy enforcement not switched off), and look for policies of other kinds that let it through: AdminNetworkPolicy, CiliumNetworkPolicy, Calico GlobalNetworkPolicy. Then probe again.',
        workloads: probedWorkloads(results),
      },
    ];
  },
};
