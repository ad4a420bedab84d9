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

import { KindRules } from '../store/ServedType';
import { namespaceRules } from './namespace';
import { networkPolicyRules } from './networkPolicy';

const rules: Readonly<Record<string, KindRules>> = {
  Namespace: namespaceRules,
  'networking.k8s.io/NetworkPolicy': networkPolicyRules,
};

/** What the server does beyond the schema for objects of a built-in kind. */
export function kindRules(group: string, kind: string): KindRules {
  return rules[group ? `${group}/${kind}` : kind] ?? {};
}
