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

import { refusalText, releaseChoice } from './releaseChoice';

const versions = (choice: ReturnType<typeof releaseChoice>) =>
  choice.offered.map(({ release }) => release.version);

describe('releaseChoice', () => {
  it.each([
    ['fits the cluster', '1.34', '1.15.1'],
    ['is an older one that fits', '1.28', '1.11.1'],
    ['cannot be held against a version', undefined, '1.11.1'],
  ])('keeps what %s', (_, kubernetesVersion, chosen) => {
    const choice = releaseChoice('ingress-nginx', kubernetesVersion, chosen);
    expect(choice).toMatchObject({ version: chosen });
    expect(choice.problem).toBeUndefined();
    expect(refusalText(choice)).toBeUndefined();
  });

  it('has the default of a spec where nothing was chosen', () => {
    const choice = releaseChoice('ingress-nginx', undefined);
    expect(choice.version).toBe('1.15.1');
    expect(choice.problem).toBeUndefined();
  });

  it.each([undefined, '1.15.1'])(
    'takes the newest that fits for %s, which does not',
    chosen => {
      const choice = releaseChoice('ingress-nginx', '1.28', chosen);
      expect(versions(choice)).toEqual(['1.11.1']);
      expect(choice.version).toBe('1.11.1');
      expect(refusalText(choice)).toBe(
        '1.15.1 was not tested with Kubernetes 1.28; accepted: 1.11.1',
      );
    },
  );

  it('takes the newest of several that fit', () => {
    const choice = releaseChoice('cert-manager', '1.28', '1.2.3');
    expect(versions(choice)).toHaveLength(2);
    expect(choice.version).toBe('1.21.1');
    expect(choice.problem).toBe(
      '1.2.3 is not a release of cert-manager that is known here',
    );
  });

  it('has none where none fits, and names what each was tested with', () => {
    const choice = releaseChoice('ingress-nginx', '1.24', '1.15.1');
    expect(choice.offered).toEqual([]);
    expect(choice.version).toBeUndefined();
    expect(refusalText(choice)).toBe(
      'No release of ingress-nginx was tested with Kubernetes 1.24: 1.15.1 with 1.31 to 1.35, 1.11.1 with 1.26 to 1.30',
    );
  });

  it('has the newest alone for a cluster that is newer than all', () => {
    const choice = releaseChoice('ingress-nginx', '1.99', '1.11.1');
    expect(versions(choice)).toEqual(['1.15.1']);
    expect(choice.version).toBe('1.15.1');
  });
});
