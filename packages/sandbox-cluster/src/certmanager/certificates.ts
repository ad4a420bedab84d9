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
  conditionOf,
  isTrue,
  timestamp,
  withCondition,
} from '../controllers/conditions';
import {
  Controller,
  ControllerContext,
  keyOf,
  ReconcileResult,
  selfOrOwner,
} from '../controllers/Controller';
import { SECRET } from '../controllers/kinds';
import { issuanceBackoffMs, renewalTime } from './durations';
import { installation } from './installation';
import {
  issuedIn,
  IssuanceReason,
  renewalReason,
  secretProblem,
} from './issuanceReason';
import { Certificate, CERTIFICATE } from './kinds';
import { continueIssuance, IssuanceProgress } from './issuance';

const MANAGER = 'cert-manager-certificates-readiness';
const HOUR_MS = 3_600_000;

const UP_TO_DATE: IssuanceReason = {
  reason: 'Ready',
  message: 'Certificate is up to date and has not expired',
};

type Status = NonNullable<Certificate['status']>;

/** Certificate → CertificateRequest → Secret, and renewal when its time comes. */
export const certificateController: Controller = {
  name: 'certificates',
  keysFor: ({ object }, { state }) => {
    if (object.kind === 'Pod') {
      // A cert-manager that has just come up looks at what it has not seen yet.
      return state.list(CERTIFICATE).filter(isUnseen).map(keyOf);
    }
    return object.kind === 'Secret'
      ? state
          .list(CERTIFICATE, { namespace: object.metadata.namespace })
          .filter(({ spec }) => spec.secretName === object.metadata.name)
          .map(keyOf)
      : selfOrOwner(object, 'Certificate');
  },
  async reconcile({ namespace, name }, context) {
    const { state } = context;
    const certificate =
      installation(state) && state.get(CERTIFICATE, namespace, name);
    return certificate && !certificate.metadata.deletionTimestamp
      ? reconcile(certificate, context)
      : undefined;
  },
};

function isUnseen({ status }: Certificate): boolean {
  return conditionOf(status?.conditions, 'Ready') === undefined;
}

async function reconcile(
  certificate: Certificate,
  context: ControllerContext,
): Promise<ReconcileResult> {
  const { state, clock } = context;
  const now = clock.now();
  const started = statusOf(certificate, context);
  const progress = isTrue(started.conditions, 'Issuing')
    ? await continueIssuance({ ...certificate, status: started }, context)
    : trigger(certificate, context);
  const status = statusAfter(certificate, started, progress, now);
  // The Secret may have come only now, so the dates are read again.
  state.setStatus(
    CERTIFICATE,
    certificate,
    statusOf({ ...certificate, status }, context),
    MANAGER,
  );
  return progress.kind === 'backingOff'
    ? { requeueAfterMs: Math.min(progress.leftMs, HOUR_MS) }
    : undefined;
}

/** Begins an issuance when there is a reason and no back-off stands against it. */
function trigger(
  certificate: Certificate,
  { state, clock }: ControllerContext,
): IssuanceProgress {
  const { namespace, generation } = certificate.metadata;
  const secret = state.get(SECRET, namespace, certificate.spec.secretName);
  const now = clock.now();
  const reason =
    secretProblem(certificate, secret, now) ??
    renewalReason(certificate, secret, now);
  if (!reason) {
    return { kind: 'idle' };
  }
  const {
    lastFailureTime,
    failedIssuanceAttempts = 0,
    conditions,
  } = certificate.status ?? {};
  const failed = conditionOf(conditions, 'Issuing');
  const changed = failed?.observedGeneration !== generation;
  const leftMs =
    Date.parse(lastFailureTime ?? '1970-01-01T00:00:00Z') +
    issuanceBackoffMs(failedIssuanceAttempts) -
    now.getTime();
  return leftMs > 0 && !changed
    ? { kind: 'backingOff', leftMs }
    : { kind: 'triggered', reason };
}

/** Ready and the dates, from what the Secret holds. */
function statusOf(
  certificate: Certificate,
  { state, clock }: ControllerContext,
): Status {
  const { namespace, generation } = certificate.metadata;
  const secret = state.get(SECRET, namespace, certificate.spec.secretName);
  const now = clock.now();
  const problem = secretProblem(certificate, secret, now);
  const issued = issuedIn(secret);
  return {
    ...certificate.status,
    notBefore: issued && timestamp(issued.notBefore),
    notAfter: issued && timestamp(issued.notAfter),
    renewalTime:
      issued &&
      timestamp(
        renewalTime(
          issued.notBefore,
          issued.notAfter,
          certificate.spec.renewBefore,
        ),
      ),
    conditions: withCondition(
      certificate.status?.conditions,
      {
        type: 'Ready',
        status: problem ? 'False' : 'True',
        ...(problem ?? UP_TO_DATE),
        observedGeneration: generation,
      },
      now,
    ),
  };
}

function statusAfter(
  certificate: Certificate,
  status: Status,
  progress: IssuanceProgress,
  now: Date,
): Status {
  const observedGeneration = certificate.metadata.generation;
  const issuing = (
    value: 'True' | 'False',
    { reason, message }: IssuanceReason,
  ) =>
    withCondition(
      status.conditions,
      { type: 'Issuing', status: value, reason, message, observedGeneration },
      now,
    );
  switch (progress.kind) {
    case 'triggered':
      return { ...status, conditions: issuing('True', progress.reason) };
    case 'requested':
      return {
        ...status,
        nextPrivateKeySecretName: progress.privateKeySecretName,
      };
    case 'issued':
      return {
        ...status,
        revision: progress.revision,
        failedIssuanceAttempts: undefined,
        lastFailureTime: undefined,
        nextPrivateKeySecretName: undefined,
        conditions: status.conditions?.filter(({ type }) => type !== 'Issuing'),
      };
    case 'failed':
      return {
        ...status,
        failedIssuanceAttempts: (status.failedIssuanceAttempts ?? 0) + 1,
        lastFailureTime: progress.at,
        conditions: issuing('False', {
          reason: progress.reason,
          message: `The certificate request has failed to complete and will be retried: ${progress.message}`,
        }),
      };
    default:
      return status;
  }
}
