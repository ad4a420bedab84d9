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

import { Config, readDurationFromConfig } from '@backstage/config';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';

export interface CatalogConfig {
  owner: string;
  interval: HumanDuration;
}

/** @throws InputError naming the key that is wrong. */
export function readCatalogConfig(config: Config): CatalogConfig {
  const root = config.getOptionalConfig('matrixNetwork.catalog');
  const owner = root?.getOptionalString('owner') ?? 'unknown';
  try {
    parseEntityRef(owner, { defaultKind: 'group' });
  } catch (error) {
    throw new InputError(
      `matrixNetwork.catalog.owner is '${owner}', but must be an entity reference such as group:default/platform-team`,
    );
  }
  return { owner, interval: readInterval(root) };
}

function readInterval(root: Config | undefined): HumanDuration {
  if (!root?.has('interval')) {
    return { seconds: 30 };
  }
  try {
    return readDurationFromConfig(root, { key: 'interval' });
  } catch (error) {
    throw new InputError(
      `matrixNetwork.catalog.interval is not a duration; accepted are '90s', 'PT1M' or { minutes: 1 }`,
    );
  }
}
