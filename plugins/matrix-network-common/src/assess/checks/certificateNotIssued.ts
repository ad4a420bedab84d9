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

import { AssessContext, AssessedCertificate } from '../AssessContext';
import { certificateCause, CertificateCause } from '../certificateCause';
import { condition, issuerOf } from '../certificateChain';
import { certificateSubject } from '../certificateSubject';
import { since, spanText } from '../certificateLifetime';
import { Check, Observation } from '../Check';
import { list } from '../text';

function issuerMissing(
  { certificate }: AssessedCertificate,
  { snapshot }: AssessContext,
): CertificateCause | undefined {
  if (
    snapshot.reads.issuers?.status !== 'ok' ||
    issuerOf(certificate, snapshot.issuers)
  ) {
    return undefined;
  }
  const { kind, name } = certificate.issuer;
  const known = snapshot.issuers.map(issuer => issuer.name);
  return {
    cause: `It names ${kind} ${name}, which does not exist. There ${
      known.length > 0 ? `is ${list(known)}` : 'is no issuer at all'
    }.`,
    remedy: `Correct issuerRef of the Certificate, or re-apply the stack, which brings the issuers.`,
  };
}

function otherwise(assessed: AssessedCertificate, now: Date): CertificateCause {
  const { certificate, health } = assessed;
  const waited = since(
    certificate.request?.createdAt ??
      condition(certificate.conditions, 'Issuing')?.lastTransitionTime,
    now,
  );
  return {
    cause: `cert-manager has been at it${
      waited === undefined ? '' : ` for ${spanText(waited)}`
    }${
      health.message
        ? ` and says: ${health.message}`
        : ', and has not said anything yet'
    }`,
    remedy: `Wait a few minutes; if it stays so, this tells where it hangs: cmctl -n ${health.namespace} status certificate ${health.name}`,
  };
}

function attempts({ certificate }: AssessedCertificate): string {
  const failed = certificate.failedIssuanceAttempts ?? 0;
  return failed > 0
    ? ` ${failed} ${failed === 1 ? 'attempt has' : 'attempts have'} failed${
        certificate.lastFailureTime
          ? `, the last one at ${certificate.lastFailureTime}`
          : ''
      }; cert-manager waits longer after each.`
    : '';
}

function observe(
  assessed: AssessedCertificate,
  context: AssessContext,
): Observation {
  const { health } = assessed;
  const explained =
    issuerMissing(assessed, context) ??
    certificateCause(assessed, context) ??
    otherwise(assessed, context.now);
  const neverIssued = health.notAfter === undefined;
  const failed = health.state === 'failed';
  return {
    severity: neverIssued && failed ? 'critical' : 'warning',
    subject: certificateSubject(health),
    title: `Certificate ${health.name} ${predicate(neverIssued, failed)}`,
    cause: `${explained.cause}${
      /[.!?]$/.test(explained.cause) ? '' : '.'
    }${attempts(assessed)} It is to serve ${list(health.dnsNames)}.`,
    remedy: explained.remedy,
    workloads: health.workloads,
  };
}

/** Not issued, or not renewed, with the cause from the chain Certificate, Request, Order, Challenge. */
export const certificateNotIssued: Check = {
  code: 'certificate-not-issued',
  about:
    'Every certificate is issued; where one is not, the cause is read from what cert-manager says.',
  needs: ['certificates'],
  run: context =>
    context.certificates
      .filter(({ health }) => ['failed', 'issuing'].includes(health.state))
      .map(certificate => observe(certificate, context)),
};

function predicate(neverIssued: boolean, failed: boolean): string {
  if (!neverIssued) {
    return 'cannot be renewed';
  }
  return failed ? 'cannot be issued' : 'is not issued yet';
}
