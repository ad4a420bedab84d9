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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { ApiRequests, isNotFound, isUnknownPath } from './ApiRequests';
import {
  ApplyOptions,
  ClusterClient,
  DeleteOptions,
  JsonPatchOperation,
  KindRef,
  ListOptions,
  ObjectIdentity,
  ObjectRef,
  PatchOptions,
  RequestOptions,
  ResourceAccess,
  ServesOptions,
} from './ClusterClient';
import { definedKinds } from './definedKinds';
import { ApiResource, Discovery, groupVersionPath } from './Discovery';
import { KubernetesApiError } from './KubernetesApiError';
import { parseKubernetesObject, parseList } from './objectSchema';
import { refOf } from './refOf';
import { Transport, TransportRequest } from './Transport';

const PAGE_SIZE = 500;
const DEFAULT_MAX_OBJECTS = 20_000;
/** Times that a list starts over because its continue token expired. */
const MAX_LIST_RESTARTS = 3;

const METADATA_ONLY_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json;q=0.9';

const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json;q=0.9';

const versionSchema = z.object({
  major: z.string(),
  minor: z.string(),
  gitVersion: z.string(),
});

const CERTIFICATE_NAME = 'cert-manager.io/certificate-name';

/** All else that an answer has is dropped here: other annotations may hold a Secret's data, too. */
const identitySchema = z.object({
  metadata: z.object({
    uid: z.string().optional(),
    creationTimestamp: z.string().nullish(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z
      .object({ [CERTIFICATE_NAME]: z.string() })
      .partial()
      .nullish(),
  }),
});

const ACCESS_REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const accessReviewSchema = z.object({
  status: z.object({
    allowed: z.boolean(),
    evaluationError: z.string().optional(),
  }),
});

/** The Kubernetes API over a {@link Transport}. */
export class TransportClusterClient implements ClusterClient {
  readonly clusterName: string;
  readonly #requests: ApiRequests;
  readonly #discovery: Discovery;

  constructor(clusterName: string, transport: Transport) {
    this.clusterName = clusterName;
    this.#requests = new ApiRequests(clusterName, transport);
    this.#discovery = new Discovery(path =>
      this.#requests.getOrUndefined(path),
    );
  }

  async version(options: RequestOptions = {}) {
    const { signal } = options;
    return versionSchema.parse(
      await this.#requests.ask({ method: 'GET', path: '/version', signal }),
    );
  }

  async serves(kind: KindRef, options: ServesOptions = {}): Promise<boolean> {
    const { directly, signal } = options;
    const expected = directly ? this.#discovery.expected(kind) : undefined;
    const isAnswered = expected
      ? await this.#isAnswered(kind, expected, signal)
      : undefined;
    return isAnswered ?? Boolean(await this.#discovery.listed(kind, signal));
  }

  async get(
    ref: ObjectRef,
    options: RequestOptions = {},
  ): Promise<KubernetesObject | undefined> {
    const { signal } = options;
    const path = await this.#objectPath(ref, signal);
    const body = path && (await this.#requests.getOrUndefined(path, signal));
    return body === undefined ? undefined : parseKubernetesObject(body);
  }

  async exists(ref: ObjectRef, options: RequestOptions = {}): Promise<boolean> {
    return (await this.identify(ref, options)) !== undefined;
  }

  async identify(
    ref: ObjectRef,
    options: RequestOptions = {},
  ): Promise<ObjectIdentity | undefined> {
    const { signal } = options;
    const path = await this.#objectPath(ref, signal);
    const body =
      path &&
      (await this.#requests.getOrUndefined(path, signal, METADATA_ONLY));
    if (body === undefined) {
      return undefined;
    }
    const { uid, creationTimestamp, labels, annotations } =
      identitySchema.parse(body).metadata;
    const certificateName = annotations?.[CERTIFICATE_NAME];
    return {
      ...(uid && { uid }),
      ...(creationTimestamp && { createdAt: creationTimestamp }),
      labels,
      ...(certificateName !== undefined && { certificateName }),
    };
  }

  async list(
    kind: KindRef,
    options: ListOptions = {},
  ): Promise<KubernetesObject[] | undefined> {
    const { namespace, signal } = options;
    const resource = await this.#discovery.resource(kind, signal);
    if (!resource) {
      return undefined;
    }
    const within = namespace
      ? `/namespaces/${encodeURIComponent(namespace)}`
      : '';
    const path = `${groupVersionPath(kind.apiVersion)}${within}/${
      resource.name
    }`;
    for (let restarts = 0; ; restarts++) {
      try {
        return await this.#listPages(kind, path, options);
      } catch (error) {
        if (isUnknownPath(error)) {
          this.#discovery.forget(kind.apiVersion);
          return undefined;
        }
        if (!isExpired(error) || restarts >= MAX_LIST_RESTARTS) {
          throw error;
        }
      }
    }
  }

  async apply(
    object: KubernetesObject,
    options: ApplyOptions,
  ): Promise<KubernetesObject> {
    const { fieldManager, force, dryRun, creates, signal } = options;
    const path = await this.#existingKindPath(refOf(object), signal);
    const query = new URLSearchParams({
      fieldManager,
      ...(!creates && { force: String(Boolean(force)) }),
      // An apply refuses unknown fields by itself; strict, the server parses the body once more, for keys that are twice in it.
      fieldValidation: creates ? 'Strict' : 'Ignore',
      ...(dryRun && { dryRun: 'All' }),
    });
    const collection = path.slice(0, path.lastIndexOf('/'));
    const answer = await this.#write(object, {
      method: creates ? 'POST' : 'PATCH',
      path: `${creates ? collection : path}?${query}`,
      contentType: creates
        ? 'application/json'
        : 'application/apply-patch+yaml',
      body: JSON.stringify(object),
      signal,
    });
    const stored = parseKubernetesObject(answer);
    if (!dryRun && object.kind === 'CustomResourceDefinition') {
      this.#discovery.expect(object.metadata.name, definedKinds(stored));
    }
    return stored;
  }

  async patch(
    ref: ObjectRef,
    operations: readonly JsonPatchOperation[],
    options: PatchOptions = {},
  ): Promise<KubernetesObject> {
    const { fieldManager, dryRun, signal } = options;
    const path = await this.#existingKindPath(ref, signal);
    const query = new URLSearchParams({
      ...(fieldManager && { fieldManager }),
      ...(dryRun && { dryRun: 'All' }),
    });
    const answer = await this.#write(ref, {
      method: 'PATCH',
      path: query.size > 0 ? `${path}?${query}` : path,
      contentType: 'application/json-patch+json',
      body: JSON.stringify(operations),
      signal,
    });
    return parseKubernetesObject(answer);
  }

  async delete(ref: ObjectRef, options: DeleteOptions = {}): Promise<void> {
    const { propagationPolicy = 'Background', uid, signal } = options;
    const path = await this.#objectPath(ref, signal);
    if (!path) {
      return;
    }
    try {
      await this.#requests.ask({
        method: 'DELETE',
        path,
        contentType: 'application/json',
        body: JSON.stringify({
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          propagationPolicy,
          ...(uid && { preconditions: { uid } }),
        }),
        signal,
      });
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
    }
    if (ref.kind === 'CustomResourceDefinition') {
      this.#discovery.expectNoMore(ref.name);
    }
  }

  async isAllowed(
    access: ResourceAccess,
    options: RequestOptions = {},
  ): Promise<boolean> {
    const { apiGroup: group, ...asked } = access;
    const { status } = accessReviewSchema.parse(
      await this.#requests.ask({
        method: 'POST',
        path: ACCESS_REVIEWS,
        contentType: 'application/json',
        body: JSON.stringify({
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: { group, ...asked } },
        }),
        signal: options.signal,
      }),
    );
    // An authorizer that failed might have allowed it.
    if (!status.allowed && status.evaluationError) {
      throw new Error(
        `cluster ${this.clusterName} can't tell whether it may ${access.verb} ${access.resource}: ${status.evaluationError}`,
      );
    }
    return status.allowed;
  }

  /** `undefined` where the account may not ask. */
  async #isAnswered(
    { apiVersion }: KindRef,
    { name }: ApiResource,
    signal?: AbortSignal,
  ): Promise<boolean | undefined> {
    const path = `${groupVersionPath(apiVersion)}/${name}?limit=1`;
    try {
      const list = await this.#requests.getOrUndefined(
        path,
        signal,
        METADATA_ONLY_LIST,
      );
      return list !== undefined;
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 403) {
        return undefined;
      }
      throw error;
    }
  }

  async #listPages(
    kind: KindRef,
    path: string,
    options: ListOptions,
  ): Promise<KubernetesObject[]> {
    const { maxObjects = DEFAULT_MAX_OBJECTS, signal } = options;
    const items: KubernetesObject[] = [];
    let continueToken: string | undefined;
    do {
      const query = new URLSearchParams({
        limit: String(PAGE_SIZE),
        ...(options.labelSelector && { labelSelector: options.labelSelector }),
        ...(options.fieldSelector && { fieldSelector: options.fieldSelector }),
        ...(continueToken && { continue: continueToken }),
      });
      const body = await this.#requests.ask({
        method: 'GET',
        path: `${path}?${query}`,
        signal,
      });
      const page = parseList(body, kind);
      items.push(...page.items);
      continueToken = page.continueToken;
      if (items.length > maxObjects) {
        throw new KubernetesApiError({
          statusCode: 413,
          reason: 'TooManyObjects',
          message: `cluster ${this.clusterName} has more than ${maxObjects} objects of kind ${kind.kind}; no more are read`,
        });
      }
    } while (continueToken);
    return items;
  }

  async #objectPath(
    ref: ObjectRef,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const resource = await this.#discovery.resource(ref, signal);
    if (!resource) {
      return undefined;
    }
    const within =
      resource.namespaced && ref.namespace
        ? `/namespaces/${encodeURIComponent(ref.namespace)}`
        : '';
    const base = groupVersionPath(ref.apiVersion);
    return `${base}${within}/${resource.name}/${encodeURIComponent(ref.name)}`;
  }

  async #existingKindPath(
    ref: ObjectRef,
    signal?: AbortSignal,
  ): Promise<string> {
    const path = await this.#objectPath(ref, signal);
    if (!path) {
      throw new KubernetesApiError({
        statusCode: 404,
        reason: 'NotFound',
        message: `cluster ${this.clusterName} does not serve kind ${ref.kind} of ${ref.apiVersion}`,
      });
    }
    return path;
  }

  /**
   * A kind that has just come, or gone, is listed by one of a cluster's API
   * servers and not served by another, or by the same a moment later.
   */
  async #write(
    { apiVersion, kind }: KindRef,
    request: TransportRequest,
  ): Promise<unknown> {
    try {
      return await this.#requests.ask(request);
    } catch (error) {
      if (!isUnknownPath(error)) {
        throw error;
      }
      this.#discovery.forget(apiVersion);
      throw new KubernetesApiError({
        statusCode: 503,
        reason: 'ServiceUnavailable',
        message: `cluster ${this.clusterName} does not serve kind ${kind} of ${apiVersion} yet`,
      });
    }
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof KubernetesApiError && error.statusCode === 410;
}
