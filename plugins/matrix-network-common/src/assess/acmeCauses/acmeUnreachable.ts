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

import { AcmeCause } from './AcmeCause';

const unreachable =
  /(register|verify|update) ACME account.*(no such host|i\/o timeout|connection refused|network is unreachable|context deadline exceeded|TLS handshake timeout|certificate signed by unknown authority)/is;

/** cert-manager cannot reach the CA's directory. It keeps trying. */
export const acmeUnreachable: AcmeCause = {
  id: 'acme-unreachable',
  explain({ text }) {
    if (!unreachable.test(text)) {
      return undefined;
    }
    const server = /https:\/\/([^/"'\s]+)/.exec(text)?.[1] ?? 'the ACME server';
    return {
      cause: `cert-manager cannot reach ${server}`,
      remedy: `Allow cert-manager's pods to reach ${server} on port 443 (egress firewall, proxy, DNS). On a site without internet choose issuer selfsigned or organisation-ca. cert-manager tries again by itself.`,
    };
  },
};
