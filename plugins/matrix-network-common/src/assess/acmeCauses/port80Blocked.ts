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

import { AcmeCause, hostIn, nameLookup } from './AcmeCause';

/** Nobody answers on port 80: a firewall, or nothing that forwards it. */
export const port80Blocked: AcmeCause = {
  id: 'port-80-blocked',
  explain({ text }) {
    const aboutChallenge =
      /acme-challenge|self check|propagation|authorization error/i.test(text);
    if (
      !aboutChallenge ||
      nameLookup.test(text) ||
      !/connection refused|i\/o timeout|context deadline exceeded|Timeout during connect|error:connection|no route to host|Client\.Timeout exceeded/i.test(
        text,
      )
    ) {
      return undefined;
    }
    const host = hostIn(text) ?? 'the host';
    const fromOutside = /error:connection|Timeout during connect/i.test(text);
    return {
      cause: fromOutside
        ? `The CA cannot connect to port 80 of ${host}`
        : `cert-manager's own check cannot connect to port 80 of ${host}`,
      remedy: fromOutside
        ? `Open port 80 of ${host} to the internet and forward it to the ingress controller: HTTP-01 always uses port 80, never a NodePort.`
        : `Forward port 80 of ${host} to the ingress controller. If it works from outside, the cluster cannot reach its own public address (hairpin NAT): let ${host} resolve to the controller inside the cluster.`,
    };
  },
};
