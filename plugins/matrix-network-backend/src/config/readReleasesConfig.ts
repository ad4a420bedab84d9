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
import { z } from 'zod';
import { MatrixNetworkConfig } from './MatrixNetworkConfig';

const ROOT = 'matrixNetwork.releases';

const verifySchema = z.union([
  z.literal('catalogue'),
  z.strictObject({ firstUse: z.string().min(1) }),
]);

/**
 * Reads `matrixNetwork.releases`. First use is granted to one mirror by its name,
 * so that a configuration that is merged over another's, and has releases from
 * elsewhere, is held against the catalogue.
 */
export function readReleasesConfig(
  releases: Config | undefined,
): MatrixNetworkConfig['releases'] {
  const mirror = releases?.getOptionalString('mirror');
  const firstUseOf = readFirstUse(releases, mirror);
  if (firstUseOf === undefined) {
    return { mirror, verify: 'catalogue' };
  }
  return sameMirror(firstUseOf, mirror)
    ? { mirror, verify: 'firstUse' }
    : { mirror, verify: 'catalogue', firstUseOfOther: firstUseOf };
}

function readFirstUse(
  releases: Config | undefined,
  mirror: string | undefined,
): string | undefined {
  const value: unknown = releases?.getOptional('verify') ?? 'catalogue';
  const { data } = verifySchema.safeParse(value);
  if (data === undefined) {
    throw new InputError(
      `${ROOT}.verify is ${JSON.stringify(
        value,
      )}, but accepted are catalogue and, for a mirror with releases of its own, { firstUse: ${
        mirror ?? 'MIRROR'
      } }`,
    );
  }
  return data === 'catalogue' ? undefined : data.firstUse;
}

function sameMirror(one: string, other: string | undefined): boolean {
  const trimmed = (mirror: string) => mirror.replace(/\/+$/, '');
  return other !== undefined && trimmed(one) === trimmed(other);
}
