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

/** Hosts are listed for certificates from elsewhere only; cert-manager reads the Ingresses. */
export const certificateHosts: SpecRule = ({ certificates, domain }) => {
  const { hosts, management } = certificates;
  if (!hosts) {
    return [];
  }
  if (management !== 'external') {
    return [
      {
        severity: 'error',
        code: 'certificate-hosts-unused',
        field: 'certificates.hosts',
        message: `is not accepted with management '${management}', where the Ingresses say what they need; expected management external, or no hosts`,
      },
    ];
  }
  const outside = hosts.filter(
    host => host !== domain && !host.endsWith(`.${domain}`),
  );
  return outside.length > 0
    ? [
        {
          severity: 'warning',
          code: 'hosts-outside-domain',
          field: 'certificates.hosts',
          message: `${outside.join(', ')} is not below ${domain}: is it meant?`,
        },
      ]
    : [];
};
