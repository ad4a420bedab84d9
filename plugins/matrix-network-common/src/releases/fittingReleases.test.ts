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

import { fittingReleases, upgradeFor } from './fittingReleases';

const offered = (kubernetes: string | undefined) =>
  fittingReleases('ingress-nginx', kubernetes).map(
    ({ release, support }) => `${release.version} ${support}`,
  );

describe('fittingReleases', () => {
  it.each([
    ['v1.31.4+k3s1', ['1.15.1 supported']],
    ['1.35', ['1.15.1 supported']],
    ['1.30', ['1.11.1 supported']],
    ['1.26', ['1.11.1 supported']],
    // Nothing was tested with it: the newest is the best guess there is.
    ['1.36', ['1.15.1 tooNew']],
    ['1.20', []],
    [undefined, ['1.15.1 unknown', '1.11.1 unknown']],
  ])('offers for Kubernetes %s: %j', (kubernetes, expected) => {
    expect(offered(kubernetes)).toEqual(expected);
  });

  it('keeps cert-manager 1.14.0 from clusters that it was not tested with', () => {
    expect(
      fittingReleases('cert-manager', '1.34').map(
        ({ release }) => release.version,
      ),
    ).toEqual(['1.21.1']);
  });
});

describe('upgradeFor', () => {
  it.each([
    ['1.11.1', '1.34', '1.15.1', 'supported'],
    ['1.11.1', undefined, '1.15.1', 'unknown'],
    ['1.12.3', '1.31', '1.15.1', 'supported'],
    // Kubernetes has to be upgraded first.
    ['1.11.1', '1.30', '1.15.1', 'tooOld'],
    ['v1.10.0-hardened3', '1.30', '1.11.1', 'supported'],
  ])('from ingress-nginx %s on %s to %s', (from, kubernetes, to, support) => {
    const upgrade = upgradeFor('ingress-nginx', from, kubernetes);
    expect(upgrade?.release.version).toBe(to);
    expect(upgrade?.support).toBe(support);
  });

  it.each(['1.15.1', '2.0.0', 'latest'])('has none for %s', version => {
    expect(upgradeFor('ingress-nginx', version, '1.34')).toBeUndefined();
  });
});
