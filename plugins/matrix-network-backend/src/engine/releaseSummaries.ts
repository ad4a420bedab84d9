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
  Release,
  ReleaseSummary,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** The catalogue as the API gives it: what a person chooses a release by. */
export function releaseSummaries(
  catalogue: readonly Release[],
): ReleaseSummary[] {
  return catalogue.map(release => ({
    component: release.component,
    version: release.version,
    isDefault: release.isDefault,
    kubernetes: release.kubernetes,
    advisories: release.advisories.map(advisory => ({
      id: advisory.id,
      severity: advisory.severity,
      summary: advisory.summary,
      fixedIn: advisory.fixedIn.join(', ') || undefined,
      url: advisory.url,
    })),
    note: release.endOfLife,
  }));
}
