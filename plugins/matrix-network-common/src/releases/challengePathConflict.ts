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
import { inRange } from './versions';

/** Versions of cert-manager that give challenge paths the type `Exact`. */
const exactChallengePaths = '>=1.18.0';

/** Versions of ingress-nginx whose strict path check, on by default, refuses a dot in an `Exact` path. */
const dotsRefused = '>=1.12.0 <1.12.6 || >=1.13.0 <1.13.2';

/**
 * Whether this ingress-nginx refuses the HTTP-01 challenges of this
 * cert-manager: since 1.18 they use an `Exact` path that begins with
 * `/.well-known/`. Returns the reason, or undefined when the two get along.
 * @public
 */
export function challengePathConflict(
  ingressVersion: string,
  certManagerVersion: string,
): string | undefined {
  if (
    !inRange(certManagerVersion, exactChallengePaths) ||
    !inRange(ingressVersion, dotsRefused)
  ) {
    return undefined;
  }
  return `cert-manager ${certManagerVersion} serves HTTP-01 challenges under an Exact path, and ingress-nginx ${ingressVersion} refuses a dot in such a path ("/.well-known/…"), so that no certificate can be issued over HTTP-01`;
}
