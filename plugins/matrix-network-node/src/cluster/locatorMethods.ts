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

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const TYPES = ['config', 'catalog', 'localKubectlProxy', 'gke'] as const;

/** An entry of `kubernetes.clusterLocatorMethods`. */
export interface LocatorMethod {
  type: (typeof TYPES)[number];
  config: Config;
}

/** @throws InputError for a type that Backstage's Kubernetes plugin does not know. */
export function locatorMethods(root: Config): LocatorMethod[] {
  const methods =
    root.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  return methods.map((config, index) => {
    const named = config.getString('type');
    const type = TYPES.find(known => known === named);
    if (!type) {
      throw new InputError(
        `kubernetes.clusterLocatorMethods[${index}].type is '${named}'; accepted: ${TYPES.join(
          ', ',
        )}`,
      );
    }
    return { type, config };
  });
}
