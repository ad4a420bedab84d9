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

import { components } from './components';
import { upgradeFor } from './fittingReleases';
import { describeKubernetesRange } from './kubernetesSupport';
import { ReleaseComponent } from './types';

/**
 * The upgrade to make from a vulnerable version, as a sentence: which release,
 * which field of the spec, and whether Kubernetes has to go first.
 * @public
 */
export function describeUpgrade(
  component: ReleaseComponent,
  version: string,
  kubernetesVersion?: string,
): string {
  const upgrade = upgradeFor(component, version, kubernetesVersion);
  if (!upgrade) {
    return `The catalogue has no newer release of ${component}.`;
  }
  const { release, support } = upgrade;
  const first =
    support === 'tooOld'
      ? `Upgrade Kubernetes ${kubernetesVersion} first (${
          release.version
        } is tested with ${describeKubernetesRange(release.kubernetes)}), then`
      : `Upgrade to ${component} ${release.version}:`;
  return `${first} set ${components[component].field} to ${release.version} in the spec.`;
}
