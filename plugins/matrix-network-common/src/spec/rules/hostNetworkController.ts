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

import { ClusterFacts } from '../../stack/types';
import { ingressControllerOf } from '../../workloads/workloadsOf';
import { RuleFinding, SpecRule } from './types';

/**
 * A controller on the host network, the stack's own or that of others: no pod
 * label matches it, only the addresses of the nodes do.
 */
export const hostNetworkController: SpecRule = (spec, facts) => {
  if (!ingressControllerOf(spec, facts).hostNetwork) {
    return [];
  }
  const { nodeCidrs } = spec.network;
  if (nodeCidrs.length === 0 && facts.nodeCidrs?.length === 0) {
    return [addressesUnknown(facts)];
  }
  return [
    {
      severity: 'warning',
      code: 'node-local-addresses',
      field: facts.ingressController ? 'network.nodeCidrs' : 'ingress.exposure',
      message: `${whoRuns(
        facts,
      )} runs on the host network: policies admit the addresses of the nodes, so every process of a node gets in where it does. With an overlay network, add the nodes’ tunnel addresses to network.nodeCidrs; with Cilium, set policy-cidr-match-mode to nodes`,
    },
  ];
};

function whoRuns({ ingressController }: Partial<ClusterFacts>): string {
  return ingressController
    ? `the ingress-nginx in namespace ${ingressController.namespace}, which is used as it is,`
    : 'a node-local controller';
}

/** A controller that serves already would be cut off: that is no matter of a warning. */
function addressesUnknown(facts: Partial<ClusterFacts>): RuleFinding {
  const finding = {
    code: 'node-addresses-unknown',
    field: 'network.nodeCidrs',
  };
  return facts.ingressController
    ? {
        ...finding,
        severity: 'error',
        message: `is missing: ${whoRuns(
          facts,
        )} runs on the host network, where policies know it by the addresses of the nodes alone, and those are not known; expected the ranges of the nodes, for default-deny-all would cut it off`,
      }
    : {
        ...finding,
        severity: 'warning',
        message:
          "the nodes' addresses are not known, and a node-local controller is known to policies by them alone: requests would be dropped; name the ranges of the nodes",
      };
}
