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

/** The issuer `organisation-ca` signs with a CA from a Secret; no other issuer reads one. */
export const organisationCa: SpecRule = ({ certificates }) => {
  const { issuer, management, organisationCaSecret } = certificates;
  if (issuer === 'organisation-ca' && management === 'external') {
    return [
      {
        severity: 'error',
        code: 'issuer-without-cert-manager',
        field: 'certificates.issuer',
        message:
          "'organisation-ca' is not accepted with management 'external': there is no cert-manager to issue with; expected management install or existing",
      },
    ];
  }
  if (issuer === 'organisation-ca' && !organisationCaSecret) {
    return [
      {
        severity: 'error',
        code: 'organisation-ca-secret-missing',
        field: 'certificates.organisationCaSecret',
        message:
          "is missing: issuer 'organisation-ca' expects the name of the Secret in cert-manager's namespace that holds the CA's tls.crt and tls.key",
      },
    ];
  }
  if (issuer !== 'organisation-ca' && organisationCaSecret) {
    return [
      {
        severity: 'error',
        code: 'organisation-ca-secret-unused',
        field: 'certificates.organisationCaSecret',
        message: `'${organisationCaSecret}' is not accepted with issuer '${issuer}', which has no use for it; expected issuer organisation-ca, or no Secret`,
      },
    ];
  }
  return [];
};
