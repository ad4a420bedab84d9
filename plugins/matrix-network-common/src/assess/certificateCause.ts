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

import { AssessContext, AssessedCertificate } from './AssessContext';
import { findAcmeCause } from './acmeCauses';
import { chainMessages, condition, issuerOf } from './certificateChain';
import { since, spanText } from './certificateLifetime';

/** A built-in approver approves at once; a request that waits longer waits for somebody. */
const approvalMillis = 2 * 60 * 1000;

/** Why a certificate is not issued or renewed, and what to do. */
export interface CertificateCause {
  /** Of a known ACME cause, see acmeCauses; undefined for others. */
  id?: string;
  cause: string;
  remedy: string;
}

function waitsForApproval(
  { certificate }: AssessedCertificate,
  now: Date,
): CertificateCause | undefined {
  const { request } = certificate;
  const waited = since(request?.createdAt, now) ?? 0;
  if (
    !request ||
    waited < approvalMillis ||
    condition(request.conditions, 'Approved') ||
    condition(request.conditions, 'Denied')
  ) {
    return undefined;
  }
  return {
    cause: `CertificateRequest ${
      request.name
    } has been waiting for an approval for ${spanText(waited)}.`,
    remedy: `Check that the cert-manager controller runs (its built-in approver approves), or approve it: cmctl -n ${certificate.namespace} approve ${request.name}`,
  };
}

/** What the chain behind a certificate says of why it does not come; undefined when nothing known shows in it. */
export function certificateCause(
  assessed: AssessedCertificate,
  context: AssessContext,
): CertificateCause | undefined {
  const { certificate } = assessed;
  const issuer = issuerOf(certificate, context.snapshot.issuers);
  for (const message of chainMessages(certificate, issuer)) {
    const found = findAcmeCause(message);
    if (found) {
      return {
        id: found.id,
        cause: `${found.cause}. ${message.from} says: ${message.text}`,
        remedy: found.remedy,
      };
    }
  }
  return waitsForApproval(assessed, context.now);
}
