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
import { findAcmeCause } from '../acmeCauses';
import { chainMessages, condition, issuerOf } from '../certificateChain';
import { certificateSubject } from '../certificateSubject';
import { since, spanText } from '../certificateLifetime';
import { Check, Observation } from '../Check';
import { list } from '../text';

/** A built-in approver approves at once; a request that waits longer waits for somebody. */
const approvalMillis = 2 * 60 * 1000;

interface Explanation {
  cause: string;
  remedy: string;
}

function waitsForApproval(
  { certificate }: AssessedCertificate,
  now: Date,
): Explanation | undefined {
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

function knownCause(
  assessed: AssessedCertificate,
  context: AssessContext,
): Explanation | undefined {
  const { certificate } = assessed;
  const issuer = issuerOf(certificate, context.snapshot.issuers);
  for (const message of chainMessages(certificate, issuer)) {
    const found = findAcmeCause(message);
    if (found) {
      return {
        cause: `${found.cause}. ${message.from} says: ${message.text}`,
        remedy: found.remedy,
      };
    }
  }
  return waitsForApproval(assessed, context.now);
}

function issuerMissing(
  { certificate }: AssessedCertificate,
  { snapshot }: AssessContext,
): Explanation | undefined {
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

function otherwise(assessed: AssessedCertificate, now: Date): Explanation {
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
    knownCause(assessed, context) ??
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
