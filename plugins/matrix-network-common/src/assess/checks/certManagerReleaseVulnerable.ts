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

import { Check } from '../Check';
import { findCertManager } from '../certManager';
import { vulnerableRelease } from './releaseFindings';

/** The installed cert-manager has advisories that an upgrade mends. */
export const certManagerReleaseVulnerable: Check = {
  code: 'cert-manager-release-vulnerable',
  about: 'The installed cert-manager has no known vulnerability with a fix.',
  needs: ['deployments'],
  run({ snapshot }) {
    const { controller, version } = findCertManager(snapshot);
    if (!controller || !version) {
      return [];
    }
    return vulnerableRelease(
      'cert-manager',
      version,
      {
        kind: 'Deployment',
        namespace: controller.namespace,
        name: controller.name,
      },
      snapshot.facts.kubernetesVersion,
    );
  },
};
