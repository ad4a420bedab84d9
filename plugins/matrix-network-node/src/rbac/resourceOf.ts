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

import { KindRef } from '../cluster';

/** How RBAC names a kind. */
export interface RbacResource {
  apiGroup: string;
  resource: string;
}

/** The plural by Kubernetes' own rule of thumb; it fits every kind that the product asks for. */
export function resourceOf({ apiVersion, kind }: KindRef): RbacResource {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return { apiGroup: group, resource: pluralOf(kind.toLowerCase()) };
}

function pluralOf(singular: string): string {
  if (/(s|x|ch)$/.test(singular)) {
    return `${singular}es`;
  }
  return singular.endsWith('y')
    ? `${singular.slice(0, -1)}ies`
    : `${singular}s`;
}
