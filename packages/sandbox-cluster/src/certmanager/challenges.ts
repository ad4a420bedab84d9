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

import { assertError } from '@backstage/errors';
import {
  Controller,
  ControllerContext,
  keyOf,
  ReconcileResult,
} from '../controllers/Controller';
import { DataPlane, NetworkConditions } from '../network';
import { AcmeServer } from './AcmeServer';
import { recordEvent } from './events';
import { installation } from './installation';
import { AcmeState, Challenge, CHALLENGE } from './kinds';
import { CHALLENGE_FINALIZER } from './orders';
import { selfCheckError } from './selfCheck';
import {
  cleanUp,
  present,
  SolverObjects,
  solverObjects,
} from './solverObjects';

const MANAGER = 'cert-manager-challenges';

/** cert-manager repeats the self-check every 10 s; the sandbox in steps of its delay. */
const RETRY_STEPS = 5;

const FINAL: readonly AcmeState[] = ['valid', 'invalid', 'expired', 'errored'];

/** Challenge → solver Pod, Service and Ingress → self-check → validation by the CA. */
export function createChallengeController(
  acme: AcmeServer,
  network?: () => NetworkConditions,
): Controller {
  return {
    name: 'challenges',
    keysFor: ({ object, type }, { state }) => {
      if (object.kind === 'Challenge') {
        return type === 'DELETED' ? [] : [keyOf(object)];
      }
      return object.kind === 'NetworkPolicy'
        ? state
            .list(CHALLENGE, { namespace: object.metadata.namespace })
            .map(keyOf)
        : [];
    },
    reconcile({ namespace, name }, context) {
      const { state } = context;
      const challenge =
        installation(state) && state.get(CHALLENGE, namespace, name);
      if (!challenge) {
        return undefined;
      }
      const objects = solverObjects(challenge, context);
      if (challenge.metadata.deletionTimestamp) {
        return release(challenge, objects, context);
      }
      if (FINAL.includes(challenge.status?.state ?? '')) {
        return settle(challenge, objects, context);
      }
      return challenge.status?.presented
        ? check(challenge, objects, acme, context, network)
        : begin(challenge, objects, context);
    },
  };
}

function writeStatus(
  challenge: Challenge,
  status: Challenge['status'],
  { state }: ControllerContext,
): void {
  state.setStatus(
    CHALLENGE,
    challenge,
    { ...challenge.status, ...status },
    MANAGER,
  );
}

function begin(
  challenge: Challenge,
  objects: SolverObjects,
  context: ControllerContext,
): ReconcileResult {
  const later = { requeueAfterMs: context.delayMs * RETRY_STEPS };
  try {
    present(objects, context);
  } catch (error) {
    assertError(error);
    recordEvent(context, challenge, {
      type: 'Warning',
      reason: 'PresentError',
      message: `Error presenting challenge: ${error.message}`,
    });
    writeStatus(
      challenge,
      {
        state: 'pending',
        processing: true,
        presented: false,
        reason: `Error presenting challenge: ${error.message}`,
      },
      context,
    );
    return later;
  }
  recordEvent(context, challenge, {
    type: 'Normal',
    reason: 'Presented',
    message: `Presented challenge using ${challenge.spec.type} challenge mechanism`,
  });
  writeStatus(
    challenge,
    { state: 'pending', processing: true, presented: true, reason: '' },
    context,
  );
  return { requeueAfterMs: context.delayMs };
}

function check(
  challenge: Challenge,
  objects: SolverObjects,
  acme: AcmeServer,
  context: ControllerContext,
  network: (() => NetworkConditions) | undefined,
): ReconcileResult {
  const { dnsName, token, type } = challenge.spec;
  const waiting = selfCheckError(
    challenge,
    objects,
    acme,
    context.state,
    new DataPlane(context.state, network),
  );
  if (waiting) {
    writeStatus(challenge, { reason: waiting }, context);
    return { requeueAfterMs: context.delayMs * RETRY_STEPS };
  }
  const refusal = acme.validationError(dnsName, token);
  if (refusal) {
    const reason = `Error accepting authorization: ${refusal}`;
    recordEvent(context, challenge, {
      type: 'Warning',
      reason: 'Failed',
      message: `Accepting challenge authorization failed: ${refusal}`,
    });
    writeStatus(challenge, { state: 'invalid', reason }, context);
  } else {
    recordEvent(context, challenge, {
      type: 'Normal',
      reason: 'DomainVerified',
      message: `Domain "${dnsName}" verified with "${type}" validation`,
    });
    writeStatus(
      challenge,
      { state: 'valid', reason: 'Successfully authorized domain' },
      context,
    );
  }
  return undefined;
}

/** Takes down the solver once the challenge has ended. */
function settle(
  challenge: Challenge,
  objects: SolverObjects,
  context: ControllerContext,
): ReconcileResult {
  if (challenge.status?.processing || challenge.status?.presented) {
    cleanUp(objects, context);
    writeStatus(challenge, { processing: false, presented: false }, context);
  }
  return undefined;
}

/** Lets a Challenge that is being deleted go. */
function release(
  challenge: Challenge,
  objects: SolverObjects,
  context: ControllerContext,
): ReconcileResult {
  const { finalizers = [] } = challenge.metadata;
  if (finalizers.includes(CHALLENGE_FINALIZER)) {
    cleanUp(objects, context);
    context.state.update(
      {
        ...challenge,
        metadata: {
          ...challenge.metadata,
          finalizers: finalizers.filter(name => name !== CHALLENGE_FINALIZER),
        },
      },
      MANAGER,
    );
  }
  return undefined;
}
