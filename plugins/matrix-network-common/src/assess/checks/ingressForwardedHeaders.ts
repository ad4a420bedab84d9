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

/** Anyone can forge the client's address. */
export const ingressForwardedHeaders: Check = {
  code: 'ingress-forwarded-headers',
  about:
    'X-Forwarded-For is believed only where proxy-real-ip-cidr names who may set it.',
  needs: ['ingressConfig'],
  run({ snapshot, ingressController }) {
    const config = snapshot.ingressConfig ?? {};
    const cidr = config['proxy-real-ip-cidr'] ?? '';
    const anyone =
      cidr === '' ||
      cidr.split(',').some(range => /^(0\.0\.0\.0|::)\/0$/.test(range.trim()));
    if (
      !ingressController ||
      config['use-forwarded-headers'] !== 'true' ||
      !anyone
    ) {
      return [];
    }
    return [
      {
        severity: 'warning',
        subject: {
          kind: 'ConfigMap',
          namespace: ingressController.namespace,
          name: 'ingress-nginx-controller',
        },
        title: 'The ingress controller believes X-Forwarded-For of anyone',
        cause: `use-forwarded-headers is "true" and proxy-real-ip-cidr is ${
          cidr ? `"${cidr}"` : 'not set, which means 0.0.0.0/0'
        }, so any client can forge its address: rate limits and allow lists go by what it says.`,
        remedy:
          'Set use-forwarded-headers to "false", or proxy-real-ip-cidr to the addresses of the load balancer in front.',
        workloads: ['ingress-nginx'],
      },
    ];
  },
};
