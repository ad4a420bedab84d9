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
  certManagerDeployment,
  found,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { certManagerReleaseVulnerable } from './certManagerReleaseVulnerable';

describe('cert-manager-release-vulnerable', () => {
  it('names the worst advisory and the upgrade', () => {
    const [finding] = found(
      certManagerReleaseVulnerable,
      perfectSnapshot(undefined, {
        controllers: [certManagerDeployment('cert-manager', '1.14.0')],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'cert-manager 1.14.0 has 3 known vulnerabilities',
    });
    expect(finding.cause).toContain('GHSA-8rvj-mm4h-c258');
    expect(finding.remedy).toContain('1.21.1');
  });

  it('finds nothing in the default release', () => {
    expect(found(certManagerReleaseVulnerable, perfectSnapshot())).toEqual([]);
  });
});
