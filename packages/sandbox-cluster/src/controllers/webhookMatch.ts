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
  Labels,
  matchesLabelSelector,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { AdmissionRequest, ResourceType } from '../store/ObjectStore';
import { ClusterState } from './ClusterState';
import { NAMESPACE, Webhook, WebhookRule } from './kinds';

/**
 * Whether a webhook is asked about a request: by its rules, its namespace selector
 * and its object selector. Its `matchConditions` are not evaluated.
 * @param served - the request's kind, in every version that is served
 */
export function isAsked(
  webhook: Webhook,
  request: AdmissionRequest,
  served: readonly ResourceType[],
  state: ClusterState,
): boolean {
  return (
    (webhook.rules ?? []).some(rule => covers(rule, request, served)) &&
    selectsNamespace(webhook, request, state) &&
    selectsObject(webhook, request)
  );
}

function covers(
  rule: WebhookRule,
  request: AdmissionRequest,
  served: readonly ResourceType[],
): boolean {
  const has = (values: readonly string[] | undefined, value: string) =>
    values?.includes('*') || values?.includes(value) || false;
  return (
    has(rule.operations, request.operation) &&
    has(rule.apiGroups, request.group) &&
    served.some(
      ({ version, resource, namespaced }) =>
        // In any version: matchPolicy is Equivalent where nobody says otherwise.
        has(rule.apiVersions, version) &&
        (has(rule.resources, resource) || has(rule.resources, '*/*')) &&
        inScope(rule.scope, namespaced),
    )
  );
}

function inScope(scope = '*', namespaced: boolean): boolean {
  return scope === '*' || (scope === 'Namespaced') === namespaced;
}

function selectsNamespace(
  { namespaceSelector }: Webhook,
  request: AdmissionRequest,
  state: ClusterState,
): boolean {
  const { object, group, kind } = request;
  const namespace =
    group === '' && kind === 'Namespace'
      ? object
      : request.namespace && state.get(NAMESPACE, undefined, request.namespace);
  return (
    !namespaceSelector ||
    !namespace ||
    matchesLabelSelector(namespaceSelector, labelsOf(namespace))
  );
}

/** By the object's labels before or after: nobody slips out by dropping them. */
function selectsObject(
  { objectSelector }: Webhook,
  { object, oldObject }: AdmissionRequest,
): boolean {
  return (
    !objectSelector ||
    [object, oldObject].some(
      one => one && matchesLabelSelector(objectSelector, labelsOf(one)),
    )
  );
}

function labelsOf({ metadata }: AdmissionRequest['object']): Labels {
  return metadata.labels ?? {};
}
