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
  KubernetesObject,
  PlannedAction,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { KubernetesApiError } from '../cluster';
import { refOf } from '../cluster/refOf';
import { isBeingDeleted } from './beingDeleted';
import { describeObject } from './describeObject';
import { LiveObjects } from './LiveObjects';
import { secretOfCertificate } from './removal/InventoryEntry';
import { describeRight } from './removal/missingRight';

/** In words: what is in a Secret is not for a plan to show. */
const overwritten = {
  field: 'data',
  before: JSON.stringify('what is in it now'),
  after: JSON.stringify('a key and a certificate from cert-manager'),
};

/** The Secret of a Certificate, by its name alone; `undefined` for other objects. */
export function secretNamedBy(
  certificate: KubernetesObject,
): KubernetesObject | undefined {
  const metadata = secretOfCertificate(certificate);
  return metadata && { apiVersion: 'v1', kind: 'Secret', metadata };
}

interface PlanSecretOptions {
  live: LiveObjects;
  /** The user's word that the Secret may be overwritten. */
  force: boolean;
  signal?: AbortSignal;
}

/**
 * cert-manager writes into the Secret that a Certificate names, whoever has made
 * it, and the key that was in it is lost. One that was not made for this very
 * Certificate needs the user's word before the Certificate is there. `undefined`
 * where nothing is lost.
 */
export async function planSecret(
  secret: KubernetesObject,
  certificate: KubernetesObject,
  options: PlanSecretOptions,
): Promise<PlannedAction | undefined> {
  if (await isWritten(certificate, options)) {
    return undefined;
  }
  const manager = await ownerOf(secret, certificate, options);
  if (manager === undefined) {
    return undefined;
  }
  if (options.force) {
    return { action: 'change', fields: [overwritten], moreFields: 0 };
  }
  const object = describeObject(secret);
  return {
    action: 'conflict',
    conflicts: [{ object, field: 'data', manager }],
  };
}

/** Whether the Certificate is there already, with this Secret. */
async function isWritten(
  certificate: KubernetesObject,
  { live, signal }: PlanSecretOptions,
): Promise<boolean> {
  const now = await live.get(certificate, { signal });
  return (
    now !== undefined &&
    !isBeingDeleted(now) &&
    secretOfCertificate(now)?.name === secretOfCertificate(certificate)?.name
  );
}

/** Who has a Secret that was not made for the Certificate; `undefined` where there is none. */
async function ownerOf(
  secret: KubernetesObject,
  certificate: KubernetesObject,
  { live, signal }: PlanSecretOptions,
): Promise<string | undefined> {
  try {
    const identity = await live.identify(refOf(secret), { signal });
    const madeFor = identity?.certificateName;
    if (!identity || madeFor === certificate.metadata.name) {
      return undefined;
    }
    return madeFor === undefined
      ? 'whoever brought it in'
      : `Certificate ${madeFor}`;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 403) {
      const { namespace } = secret.metadata;
      const right = { verb: 'get', resource: 'secrets', namespace };
      return `nobody knows whom: the portal may not ${describeRight(right)}`;
    }
    throw error;
  }
}
