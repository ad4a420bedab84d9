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

import { ClusterConnectionError } from './ClusterConnectionError';
import { isTerminatingNamespace } from './isTerminatingNamespace';
import { KubernetesApiError } from './KubernetesApiError';

const transientConnectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

/** Webhook failures that waiting does not mend. */
const finalWebhookFailures = [
  /certificate is (not )?valid for/i,
  /certificate has expired or is not yet valid/i,
  /the server could not find the requested resource/i,
  /service "[^"]*" not found/i,
];

/** What server-side apply has against an object itself; the API server calls it an error of its own. */
const faultyApply = /^failed to create typed (patch|live) object/;

const transientStatusCodes = new Set([408, 429, 502, 503, 504]);

/**
 * Whether trying again may help: the API server or a webhook that does not
 * answer yet, throttling, a namespace on its way out. Denials, invalid objects
 * and certificates with the wrong name are final.
 * @public
 */
export function isTransient(
  error: unknown,
): error is ClusterConnectionError | KubernetesApiError {
  if (error instanceof ClusterConnectionError) {
    return transientConnectionCodes.has(error.code);
  }
  if (!(error instanceof KubernetesApiError)) {
    return false;
  }
  if (transientStatusCodes.has(error.statusCode)) {
    return true;
  }
  if (error.statusCode === 500) {
    return isTransientInternalError(error.message);
  }
  return isTerminatingNamespace(error) || isWriteRace(error);
}

function isTransientInternalError(message: string): boolean {
  if (/failed calling webhook/i.test(message)) {
    return !finalWebhookFailures.some(pattern => pattern.test(message));
  }
  return !faultyApply.test(message);
}

/** Two writers at once. Field ownership conflicts carry causes, and are for the user to decide. */
function isWriteRace(error: KubernetesApiError): boolean {
  const causes = error.details.causes ?? [];
  return (
    error.statusCode === 409 &&
    !causes.some(cause => cause.reason === 'FieldManagerConflict') &&
    (error.reason === 'AlreadyExists' ||
      /the object has been modified|object is being deleted/.test(
        error.message,
      ))
  );
}
