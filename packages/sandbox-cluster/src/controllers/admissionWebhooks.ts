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
import { isDeepStrictEqual } from 'node:util';
import {
  limitRefusal,
  podSecurityRefusal,
  quotaRefusal,
  serviceAccountRefusal,
} from '../admission';
import {
  AdmissionHook,
  AdmissionRequest,
  ObjectStore,
  ResourceType,
} from '../store/ObjectStore';
import { ClusterState } from './ClusterState';
import { MUTATING_WEBHOOK, VALIDATING_WEBHOOK } from './kinds';
import { callWebhook, WebhookServer } from './webhookCall';
import { isAsked } from './webhookMatch';

/**
 * Admission as the API server does it: ServiceAccount, LimitRanger and Pod Security, then the
 * webhooks that the cluster's configurations register, quotas last.
 * @param store - given lazily, since the store itself takes the hook
 */
export function createAdmissionHook(
  store: () => ObjectStore,
  servers: readonly WebhookServer[],
): AdmissionHook {
  let followed: ClusterState | undefined;
  return request => {
    followed ??= new ClusterState(store());
    const state = followed;
    const refused =
      serviceAccountRefusal(request, state) ??
      limitRefusal(request, state) ??
      podSecurityRefusal(request, state);
    if (refused !== undefined) {
      return { result: 'forbidden', message: refused };
    }
    const served = store()
      .resourceTypes()
      .filter(
        ({ group, kind }) => group === request.group && kind === request.kind,
      );
    const webhooks = [MUTATING_WEBHOOK, VALIDATING_WEBHOOK]
      .flatMap(kind => state.list(kind))
      .flatMap(configuration => configuration.webhooks ?? [])
      .filter(webhook => isAsked(webhook, request, served, state));
    for (const webhook of webhooks) {
      const refusal = callWebhook(webhook, request, servers, state);
      if (refusal) {
        return refusal;
      }
    }
    const [type] = served;
    const overQuota = isUnchanged(request)
      ? undefined
      : quotaRefusal(request, type && countedKind(type), state);
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
