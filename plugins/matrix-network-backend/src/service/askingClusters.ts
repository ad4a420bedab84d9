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

import { isError, ServiceUnavailableError, toError } from '@backstage/errors';
import { causeOf } from './causeOf';
import { Services } from './Services';

/** Errors by which this product says what is wrong with a request, or with a release. */
const ownErrors = new Set([
  'InputError',
  'NotFoundError',
  'ConflictError',
  'ServiceUnavailableError',
]);

/**
 * The services as a route uses them that asks a cluster. What an API server
 * answers is not what this API answers: its 401 says nothing of the caller's
 * session, nor its 403 of the caller's permissions, and an object that can't be
 * read is no fault of this backend. All that is a 503 that says the cause.
 */
export function askingClusters<S extends Pick<Services, 'engine' | 'clusters'>>(
  services: S,
): S {
  const { engine, clusters } = services;
  return {
    ...services,
    clusters: {
      list: () => clusters.list(),
      client: name => asking(name, () => clusters.client(name)),
    },
    engine: {
      ...engine,
      readFacts: (client, signal) =>
        asking(client.clusterName, () => engine.readFacts(client, signal)),
      plan: request =>
        asking(request.client.clusterName, () => engine.plan(request)),
      planRemoval: request =>
        asking(request.client.clusterName, () => engine.planRemoval(request)),
    },
  };
}

async function asking<T>(
  kubernetesCluster: string,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isError(error) && ownErrors.has(error.name)) {
      throw error;
    }
    const unavailable = new ServiceUnavailableError(
      `Kubernetes cluster ${kubernetesCluster} could not be asked: ${causeOf(
        error,
      )}`,
    );
    // The constructor would append the cause's message once more.
    throw Object.assign(unavailable, { cause: toError(error) });
  }
}
