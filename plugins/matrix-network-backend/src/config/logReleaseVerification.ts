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

import { LoggerService } from '@backstage/backend-plugin-api';
import { MatrixNetworkConfig } from './MatrixNetworkConfig';

/** Says where releases come from and what they are held against: what nobody would notice until it is too late. */
export function logReleaseVerification(
  releases: MatrixNetworkConfig['releases'],
  logger: Pick<LoggerService, 'info' | 'warn'>,
): void {
  const { mirror, verify, firstUseOfOther } = releases;
  const from = `Releases of ingress-nginx and cert-manager are taken from ${
    mirror ?? 'the upstream projects'
  }`;
  if (verify === 'firstUse') {
    logger.warn(
      `${from} and held against what was seen there first, not against the sha256 of the catalogue: matrixNetwork.releases.verify says so`,
    );
    return;
  }
  const ignored =
    firstUseOfOther === undefined
      ? ''
      : `; first use, in matrixNetwork.releases.verify, is for ${firstUseOfOther} alone`;
  logger.info(
    `${from} and held against the sha256 of the catalogue, where that has one${ignored}`,
  );
}
