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
  advisoriesFor,
  defaultRelease,
  findRelease,
  releaseCatalogue,
  releasesOf,
} from './catalogue';
import { components } from './components';
import { ReleaseComponent } from './types';

const ids = (component: 'ingress-nginx' | 'cert-manager', version: string) =>
  advisoriesFor(component, version).map(({ id }) => id);

describe('release catalogue', () => {
  it('offers one default release of each component', () => {
    expect(defaultRelease('ingress-nginx').version).toBe('1.15.1');
    expect(defaultRelease('cert-manager').version).toBe('1.21.1');
    expect(releaseCatalogue.filter(({ isDefault }) => isDefault)).toHaveLength(
      2,
    );
  });

  it('keeps the version of the specification selectable', () => {
    expect(releasesOf('ingress-nginx').map(({ version }) => version)).toContain(
      '1.11.1',
    );
    expect(findRelease('cert-manager', 'v1.14.0')?.defects).toHaveLength(1);
    expect(findRelease('ingress-nginx', '1.10.0')).toBeUndefined();
  });

  it.each(releaseCatalogue.map(release => [release.version, release] as const))(
    'places %s where a mirror has it',
    (version, { path, url, component }) => {
      expect(path).toBe(
        component === 'ingress-nginx'
          ? `ingress-nginx/controller-v${version}.yaml`
          : `cert-manager/cert-manager-v${version}.yaml`,
      );
      expect(url).toMatch(/^https:\/\//);
    },
  );
});

/** As published: id, severity, and the first fixed version of each line. */
const published: [ReleaseComponent, string, string, string[]][] = [
  ['ingress-nginx', 'CVE-2024-7646', 'high', ['1.10.4', '1.11.2']],
  ['ingress-nginx', 'CVE-2025-1974', 'critical', ['1.11.5', '1.12.1']],
  ['ingress-nginx', 'CVE-2025-1097', 'high', ['1.11.5', '1.12.1']],
  ['ingress-nginx', 'CVE-2025-1098', 'high', ['1.11.5', '1.12.1']],
  ['ingress-nginx', 'CVE-2025-24514', 'high', ['1.11.5', '1.12.1']],
  ['ingress-nginx', 'CVE-2025-24513', 'medium', ['1.11.5', '1.12.1']],
  ['ingress-nginx', 'CVE-2025-15566', 'high', ['1.12.5', '1.13.1']],
  ['ingress-nginx', 'CVE-2026-24512', 'high', ['1.13.7', '1.14.3']],
  ['ingress-nginx', 'CVE-2026-1580', 'high', ['1.13.7', '1.14.3']],
  ['ingress-nginx', 'CVE-2026-24514', 'medium', ['1.13.7', '1.14.3']],
  ['ingress-nginx', 'CVE-2026-24513', 'low', ['1.13.7', '1.14.3']],
  ['ingress-nginx', 'CVE-2026-3288', 'high', ['1.13.8', '1.14.4', '1.15.0']],
  ['ingress-nginx', 'CVE-2026-4342', 'high', ['1.13.9', '1.14.5', '1.15.1']],
  ['ingress-nginx', 'CVE-2026-1642', 'unrated', []],
  ['ingress-nginx', 'CVE-2026-42945', 'unrated', []],
  ['ingress-nginx', 'CVE-2026-9256', 'unrated', []],
  ['ingress-nginx', 'CVE-2026-42533', 'unrated', []],
  ['cert-manager', 'CVE-2024-12401', 'low', ['1.12.14', '1.15.4', '1.16.2']],
  ['cert-manager', 'GHSA-gx3x-vq4p-mhhv', 'medium', ['1.18.5', '1.19.3']],
  ['cert-manager', 'GHSA-8rvj-mm4h-c258', 'high', ['1.19.6', '1.20.3']],
];

describe('advisories', () => {
  it.each(published)('%s %s is %s', (component, id, severity, fixedIn) => {
    const advisory = components[component].advisories.find(
      each => each.id === id,
    );
    expect(advisory).toMatchObject({ severity, fixedIn });
    // A version that fixes it is not called affected.
    for (const version of fixedIn) {
      expect(ids(component, version)).not.toContain(id);
    }
  });

  it('are no more than these', () => {
    const known = Object.values(components).flatMap(({ advisories }) =>
      advisories.map(({ id }) => id),
    );
    expect([...known].sort()).toEqual(published.map(([, id]) => id).sort());
  });
});

describe('end of life', () => {
  it('is said of every ingress-nginx, and of cert-manager 1.14', () => {
    expect(
      releaseCatalogue
        .filter(({ endOfLife }) => endOfLife)
        .map(({ component, version }) => `${component} ${version}`),
    ).toEqual([
      'ingress-nginx 1.15.1',
      'ingress-nginx 1.11.1',
      'cert-manager 1.14.0',
    ]);
  });
});

describe('advisoriesFor', () => {
  it('marks 1.11.1 with every fixable advisory, IngressNightmare first', () => {
    const found = advisoriesFor('ingress-nginx', '1.11.1');
    expect(found[0].id).toBe('CVE-2025-1974');
    expect(found.filter(({ fixedIn }) => fixedIn.length)).toHaveLength(13);
  });

  it('leaves only what upstream never fixed for the last release', () => {
    expect(
      advisoriesFor('ingress-nginx', '1.15.1').every(
        ({ fixedIn, severity }) =>
          fixedIn.length === 0 && severity === 'unrated',
      ),
    ).toBe(true);
  });

  it.each([
    ['1.11.4', 'CVE-2025-1974', true],
    ['1.11.5', 'CVE-2025-1974', false],
    ['1.12.0', 'CVE-2025-1974', true],
    ['1.12.1', 'CVE-2025-1974', false],
    ['1.12.3', 'CVE-2025-15566', true],
    ['1.13.0', 'CVE-2025-15566', true],
    ['1.13.1', 'CVE-2025-15566', false],
    ['1.15.0', 'CVE-2026-3288', false],
    ['1.15.0', 'CVE-2026-4342', true],
    ['v1.12.0-hardened1', 'CVE-2025-1974', true],
  ])('ingress-nginx %s and %s: %s', (version, id, affected) => {
    expect(ids('ingress-nginx', version).includes(id)).toBe(affected);
  });

  it.each([
    [
      '1.14.0',
      ['GHSA-8rvj-mm4h-c258', 'GHSA-gx3x-vq4p-mhhv', 'CVE-2024-12401'],
    ],
    ['1.16.2', ['GHSA-8rvj-mm4h-c258', 'GHSA-gx3x-vq4p-mhhv']],
    ['1.20.2', ['GHSA-8rvj-mm4h-c258']],
    ['1.21.1', []],
  ])('cert-manager %s', (version, expected) => {
    expect(ids('cert-manager', version)).toEqual(expected);
  });

  it('says nothing of a version that is none', () => {
    expect(advisoriesFor('ingress-nginx', 'latest')).toEqual([]);
  });
});
