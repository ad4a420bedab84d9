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
import {
  currentProbeResults,
  probedWorkloads,
  probeFlowsText,
} from '../probeResults';

/** Probes that get nowhere although the policies let them through. */
export const probeDropped: Check = {
  code: 'probe-dropped',
  about: 'What the policies allow, probes find open.',
  needs: ['networkPolicies', 'pods'],
  run(context) {
    const results = currentProbeResults(
      context,
      ({ agreement, outcome }) =>
        agreement === 'differs' && outcome !== 'connected',
    );
    if (results.length === 0) {
      return [];
    }
    const [first] = results;
    const needed = results.some(({ expected }) => expected === 'mustWork');
    const { snapshot, probes } = context;
    return [
      {
        severity: needed ? 'critical' : 'warning',
        subject: {
          kind: 'KubernetesCluster',
          name: snapshot.kubernetesCluster,
        },
        title: `The policies allow it, yet a probe did not get from ${probeFlowsText(
          results,
        )}`,
        cause: `${first.verdict.sentence} A probe pod with the labels of ${
          first.sourceTitle
        } ${
          first.outcome === 'nameNotResolved'
            ? 'could not resolve the name'
            : 'got no answer'
        }, at ${probes?.finishedAt}.`,
        remedy:
          'Look for what drops it besides: AdminNetworkPolicy, CiliumNetworkPolicy, Calico GlobalNetworkPolicy, a service mesh, a firewall between nodes, or a named port or port range that the network plugin does not support. Then probe again.',
        workloads: probedWorkloads(results),
      },
    ];
  },
};
