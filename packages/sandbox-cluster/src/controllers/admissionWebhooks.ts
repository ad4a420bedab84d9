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
  matchesLabelSelector,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { isDeepStrictEqual } from 'node:util';
import {
  AdmissionHook,
  AdmissionRefusal,
  AdmissionRequest,
  ObjectStore,
  ResourceType,
} from '../store/ObjectStore';
import { podSecurityRefusal, quotaRefusal } from '../admission';
import { ClusterState } from './ClusterState';
import {
  MUTATING_WEBHOOK,
  NAMESPACE,
  Pod,
  POD,
  SERVICE,
  VALIDATING_WEBHOOK,
  Webhook,
} from './kinds';
import { serviceSelects } from './selectors';
import { isReady } from './workloadPods';

/** A program that serves an admission webhook, played in this process. */
export interface WebhookServer {
  /** Whether a pod behind the webhook's Service is this program. */
  runsIn(pod: Pod): boolean;
  /** The CA of the certificate it serves with, base64 of PEM; undefined while it has none. */
  servingCa(pod: Pod, state: ClusterState): string | undefined;
  /** Why the object is refused; undefined when it is not. */
  review(
    request: AdmissionRequest,
    path: string,
    state: ClusterState,
  ): { message: string; code: number } | undefined;
}

/**
 * Admission as the API server does it: Pod Security, then the webhooks that the
 * cluster's configurations register (by rule and namespace selector, over the
 * Service's ready pods, trusting only the configured CA), quotas last.
 * @param store - given lazily, since the store itself takes the hook
 */
export function createAdmissionHook(
  store: () => ObjectStore,
  servers: readonly WebhookServer[],
): AdmissionHook {
  let followed: ClusterState | undefined;
  return request => {
    if (isUnchanged(request)) {
      return undefined;
    }
    followed ??= new ClusterState(store());
    const state = followed;
    const type = store()
      .resourceTypes()
      .find(
        ({ group, kind }) => group === request.group && kind === request.kind,
      );
    const insecure = podSecurityRefusal(request, state);
    if (insecure !== undefined) {
      return { result: 'forbidden', message: insecure };
    }
    const webhooks = [MUTATING_WEBHOOK, VALIDATING_WEBHOOK]
      .flatMap(kind => state.list(kind))
      .flatMap(configuration => configuration.webhooks ?? [])
      .filter(webhook =>
        isAsked(webhook, request, type?.resource ?? '', state),
      );
    for (const webhook of webhooks) {
      const refusal = call(webhook, request, servers, state);
      if (refusal) {
        return refusal;
      }
    }
    const overQuota = quotaRefusal(request, type && countedKind(type), state);
    return overQuota === undefined
      ? undefined
      : { result: 'forbidden', message: overQuota };
  };
}

function countedKind({ group, version, kind, resource }: ResourceType) {
  return {
    kind: { group, kind, apiVersion: group ? `${group}/${version}` : version },
    resource: group ? `${resource}.${group}` : resource,
  };
}

/** A write that changes nothing but what the server itself keeps. */
function isUnchanged({ operation, object, oldObject }: AdmissionRequest) {
  return (
    operation === 'UPDATE' &&
    oldObject !== undefined &&
    isDeepStrictEqual(content(object), content(oldObject))
  );
}

function content({ status: _status, metadata, ...rest }: KubernetesObject) {
  const {
    managedFields: _fields,
    resourceVersion: _version,
    ...kept
  } = metadata;
  return JSON.parse(JSON.stringify({ ...rest, metadata: kept }));
}

function isAsked(
  webhook: Webhook,
  request: AdmissionRequest,
  resource: string,
  state: ClusterState,
): boolean {
  const has = (values: readonly string[] | undefined, value: string) =>
    values?.includes('*') || values?.includes(value) || false;
  const matches = (webhook.rules ?? []).some(
    rule =>
      has(rule.operations, request.operation) &&
      has(rule.apiGroups, request.group) &&
      (has(rule.resources, resource) || has(rule.resources, '*/*')),
  );
  if (!matches || !request.namespace || !webhook.namespaceSelector) {
    return matches;
  }
  const namespace = state.get(NAMESPACE, undefined, request.namespace);
  return matchesLabelSelector(
    webhook.namespaceSelector,
    namespace?.metadata.labels ?? {},
  );
}

function call(
  webhook: Webhook,
  request: AdmissionRequest,
  servers: readonly WebhookServer[],
  state: ClusterState,
): AdmissionRefusal | undefined {
  const failed = (tail: string): AdmissionRefusal | undefined =>
    webhook.failurePolicy === 'Ignore'
      ? undefined
      : {
          result: 'failed',
          webhook: webhook.name,
          message: `failed to call webhook: Post "${urlOf(webhook)}": ${tail}`,
        };
  const { service, caBundle } = webhook.clientConfig;
  if (!service) {
    return failed('dial tcp: this cluster reaches no webhook outside of it');
  }
  const found = state.get(SERVICE, service.namespace, service.name);
  if (!found) {
    return failed(`service "${service.name}" not found`);
  }
  const pod = state
    .list(POD, { namespace: service.namespace })
    .find(
      candidate =>
        serviceSelects(found.spec.selector, candidate.metadata.labels) &&
        isReady(candidate),
    );
  if (!pod) {
    return failed(`no endpoints available for service "${service.name}"`);
  }
  const server = servers.find(candidate => candidate.runsIn(pod));
  if (!server) {
    return failed('dial tcp: connect: connection refused');
  }
  const ca = server.servingCa(pod, state);
  if (!ca || ca !== caBundle) {
    return failed(
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    );
  }
  const denial = server.review(request, service.path ?? '/', state);
  return denial && { result: 'denied', webhook: webhook.name, ...denial };
}

function urlOf({ clientConfig, timeoutSeconds = 10 }: Webhook): string {
  const { service, url } = clientConfig;
  return service
    ? `https://${service.name}.${service.namespace}.svc:${service.port ?? 443}${
        service.path ?? ''
      }?timeout=${timeoutSeconds}s`
    : url ?? '';
}
