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

import { KubernetesObject } from '../../kubernetes/types';

type Spec = Record<string, unknown>;
type Rule = Record<string, unknown>;

/** An AdminNetworkPolicy for every namespace. */
export function admin(
  name: string,
  priority: number,
  spec: Spec,
): KubernetesObject {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name },
    spec: { priority, subject: { namespaces: {} }, ...spec },
  };
}

/** The BaselineAdminNetworkPolicy, for every namespace. */
export function baseline(spec: Spec): KubernetesObject {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: { subject: { namespaces: {} }, ...spec },
  };
}

export const everyone = [{ namespaces: {} }];
/** One ingress rule for everyone. */
export const ingress = (action: string, rest: Rule = {}) => ({
  ingress: [{ action, from: everyone, ...rest }],
});
/** One egress rule for everyone. */
export const egress = (action: string, rest: Rule = {}) => ({
  egress: [{ action, to: everyone, ...rest }],
});
