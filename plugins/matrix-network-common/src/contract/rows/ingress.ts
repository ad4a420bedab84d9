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

import { ContractFlow } from '../ContractRow';
import { fromIngress, listed, mustWork, pods, tcp } from '../defineRow';

/** Without HAProxy, Ingresses lead to Synapse itself. */
const toSynapse = fromIngress(pods('synapse-main'), listed(...tcp(8008))).map(
  (step): ContractFlow => ({
    ...step,
    when: (spec, installed) =>
      !spec.workloads.haproxy && (step.when?.(spec, installed) ?? true),
  }),
);

export const ingressRows = [
  mustWork({
    id: 'F14',
    why: 'Users come in through the ingress controller.',
    flows: [
      ...fromIngress(pods('haproxy'), listed(...tcp(8008, 8448))),
      ...toSynapse,
      ...fromIngress(pods('element-web'), listed(...tcp(80))),
      ...fromIngress(pods('livekit'), listed(...tcp(7880))),
    ],
    policies: ['allow-from-ingress'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F15',
    why: 'The certificate authority, and cert-manager before it, fetch the challenge through the ingress controller.',
    flows: fromIngress(pods('acme-solver'), listed(...tcp(8089))),
    policies: ['allow-from-ingress'],
    origin: 'vendor: cert-manager',
  }),
  mustWork({
    id: 'F16',
    why: 'Administrators reach the lawful-interception instance through the ingress controller.',
    flows: [
      ...fromIngress(pods('synapse-li'), listed(...tcp(8008))),
      ...fromIngress(
        pods('element-web-li', 'synapse-admin-li'),
        listed(...tcp(80)),
      ),
    ],
    policies: ['li-instance-isolation'],
    origin: 'specification',
  }),
];
