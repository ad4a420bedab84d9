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

/** The host has no address, or one where something else answers. */
export const dnsNotPointing: AcmeCause = {
  id: 'dns-not-pointing',
  explain({ text }) {
    const host = hostIn(text) ?? 'the host';
    if (
      (nameLookup.test(text) ||
        /error:dns|DNS problem|NXDOMAIN|no valid A records|SERVFAIL/i.test(
          text,
        )) &&
      !/ACME account/i.test(text)
    ) {
      return {
        cause: `The name ${host} does not resolve`,
        remedy: `Create a DNS record for ${host} that points at the ingress controller's address, and check it with: dig +short ${host}. cert-manager goes on by itself once it resolves.`,
      };
    }
    if (
      /wrong status code '(404|30\d|40[013])'|did not get expected response when querying endpoint|error:unauthorized.*Invalid response from/is.test(
        text,
      )
    ) {
      return {
        cause: `${host} resolves, but something else than the challenge solver answers there`,
        remedy: `Point ${host} at the ingress controller's address (see it with: dig +short ${host}), and take away a redirect or another server in front of /.well-known/acme-challenge/.`,
      };
    }
    return undefined;
  },
};
