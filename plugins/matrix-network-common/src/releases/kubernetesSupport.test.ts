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
import { findRelease } from './catalogue';
import {
  describeKubernetesRange,
  kubernetesRangeOf,
  kubernetesSupport,
} from './kubernetesSupport';

describe('kubernetesSupport', () => {
  it.each([
    ['1.11.1', '1.25', 'tooOld'],
    ['1.11.1', '1.30', 'supported'],
    ['1.11.1', '1.31', 'tooNew'],
    ['1.15.1', 'v1.35.2+k3s1', 'supported'],
    ['1.15.1', undefined, 'unknown'],
    ['1.15.1', 'weird', 'unknown'],
    ['1.9.0', '1.31', 'unknown'],
  ])(
    'ingress-nginx %s on Kubernetes %s: %s',
    (version, kubernetes, expected) => {
      expect(
        kubernetesSupport(findRelease('ingress-nginx', version), kubernetes),
      ).toBe(expected);
    },
  );

  it('has no upper end where upstream names none', () => {
    expect(
      kubernetesSupport(findRelease('cert-manager', '1.21.1'), '1.99'),
    ).toBe('supported');
  });
});

describe('kubernetesRangeOf', () => {
  it('knows lines that the catalogue does not offer', () => {
    expect(kubernetesRangeOf('ingress-nginx', '1.12.3')).toEqual({
      min: '1.28',
      max: '1.32',
    });
    expect(kubernetesRangeOf('ingress-nginx', '1.2.0')).toBeUndefined();
  });
});

describe('describeKubernetesRange', () => {
  it('reads well with and without an upper end', () => {
    expect(describeKubernetesRange({ min: '1.31', max: '1.35' })).toBe(
      '1.31 to 1.35',
    );
    expect(describeKubernetesRange({ min: '1.22' })).toBe('1.22 or newer');
  });
});
