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
  found,
  ingressController,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { ingressReleaseVulnerable } from './ingressReleaseVulnerable';

const running = (tag: string) =>
  found(
    ingressReleaseVulnerable,
    perfectSnapshot(undefined, {
      controllers: [
        ingressController({
          images: [
            `registry.example:5000/mirror/ingress-nginx/controller:${tag}@sha256:0a`,
          ],
        }),
      ],
    }),
  );

describe('ingress-release-vulnerable', () => {
  it('is critical for the version of the specification', () => {
    const [finding] = running('v1.11.1');
    expect(finding.severity).toBe('critical');
    expect(finding.title).toBe(
      'ingress-nginx 1.11.1 has 13 known vulnerabilities',
    );
    expect(finding.cause).toContain('CVE-2025-1974 (CVSS 9.8)');
    expect(finding.remedy).toContain('1.15.1');
    expect(finding.link?.url).toContain('CVE-2025-1974');
  });

  it('knows versions that the catalogue does not offer', () => {
    const [finding] = running('v1.12.3');
    expect(finding.severity).toBe('warning');
    expect(finding.cause).not.toContain('CVE-2025-1974');
    expect(finding.cause).toContain('CVE-2025-15566');
  });

  it('finds nothing that could be mended in the last release, nor without a version', () => {
    expect(running('v1.15.1')).toEqual([]);
    expect(running('latest')).toEqual([]);
  });
});
