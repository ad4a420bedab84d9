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

import { SpecRule } from './types';

/**
 * A node-local controller runs on the host network: no pod label matches it,
 * only the addresses of the nodes do.
 */
export const nodeLocalAddresses: SpecRule = (
  { ingress, network },
  { nodeCidrs },
) => {
  if (ingress.exposure !== 'nodeLocal') {
    return [];
  }
  const missing = network.nodeCidrs.length === 0 && nodeCidrs?.length === 0;
  return [
    missing
      ? {
          severity: 'warning',
          code: 'node-addresses-unknown',
          field: 'network.nodeCidrs',
          message:
            "the nodes' addresses are not known, and a node-local controller is known to policies by them alone: requests would be dropped; name the ranges of the nodes",
        }
      : {
          severity: 'warning',
          code: 'node-local-addresses',
          field: 'ingress.exposure',
          message:
            'a node-local controller runs on the host network: policies admit the addresses of the nodes, so every process of a node gets in where it does. With an overlay network, add the nodes’ tunnel addresses to network.nodeCidrs; with Cilium, set policy-cidr-match-mode to nodes',
        },
  ];
};
