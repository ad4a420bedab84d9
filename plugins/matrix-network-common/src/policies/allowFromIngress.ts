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

import { StackSpec } from '../spec/StackSpec';
import { EXPOSE_LABEL } from '../workloads/labels';
import { hasWorkload } from '../workloads/workloadsOf';
import { definePolicy } from './definePolicy';
import { excludeKeyVault } from './peers/excludeKeyVault';
import { ingressController } from './peers/ingressController';
import { allowFrom, tcp } from './rules';

/**
 * Ingress only. An egress rule here would also be one for LI pods that carry
 * the label, and so open what `li-instance-isolation` closes.
 */
export const allowFromIngress = definePolicy({
  name: 'allow-from-ingress',
  role: 'core',
  purpose:
    'Lets the ingress controller reach pods labelled app.kubernetes.io/expose: "true" on their HTTP ports, and ACME solvers on theirs; never key_vault.',
  contractRows: ['F14', 'F15', 'N9', 'N17'],
  isRendered: () => true,
  rules: (spec, facts) => ({
    podSelector: excludeKeyVault({ [EXPOSE_LABEL]: 'true' }),
    policyTypes: ['Ingress'],
    ingress: allowFrom(ingressController(spec, facts), tcp(...portsOf(spec))),
  }),
});

/** HTTP of the web pages, Synapse's client and federation API, LiveKit's signalling, ACME solvers. */
function portsOf(spec: StackSpec): number[] {
  return [
    80,
    ...(hasWorkload(spec, 'livekit') ? [7880] : []),
    8008,
    ...(hasWorkload(spec, 'acme-solver') ? [8089] : []),
    8448,
  ];
}
