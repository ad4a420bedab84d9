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
  apiServer,
  every,
  flow,
  internet,
  listed,
  mustWork,
  pods,
  tcp,
} from '../defineRow';

/** Flows of the platform, none of which a policy of the Matrix namespace decides. */
export const platformRows = [
  mustWork({
    id: 'F43',
    why: 'The kubelet asks every pod of its node for its health.',
    flows: [
      flow([{ kind: 'kubelet' }], [{ kind: 'everyPod', except: [] }], every()),
    ],
    policies: [],
    origin: 'vendor: Kubernetes',
    limit:
      'A node always reaches its own pods: Kubernetes exempts this from NetworkPolicy, so no policy decides it.',
  }),
  mustWork({
    id: 'F44',
    why: 'The API server calls the admission webhooks.',
    flows: [
      flow([apiServer], pods('cert-manager'), listed(...tcp(10250))),
      flow([apiServer], pods('ingress-nginx'), listed(...tcp(8443))),
      flow([apiServer], pods('cnpg-operator'), listed(...tcp(9443))),
    ],
    policies: [],
    origin: 'vendor: Kubernetes',
    limit:
      'The webhooks are in other namespaces, which this stack does not close, and the API server is no pod: nothing here decides it.',
  }),
  mustWork({
    id: 'F45',
    why: 'cert-manager orders certificates and tries the challenge at the public name first.',
    flows: [flow(pods('cert-manager'), [internet], listed(...tcp(80, 443)))],
    policies: [],
    origin: 'vendor: cert-manager',
    limit:
      'cert-manager is in a namespace of its own, which this stack does not close; that the public name leads back into the cluster is up to routers and load balancers.',
  }),
];
