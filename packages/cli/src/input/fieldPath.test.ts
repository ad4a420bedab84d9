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

import { findPath, pathText, valueAt } from './fieldPath';

describe('fieldPath', () => {
  const value = {
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
      ingress: [{ from: [] }, { ports: [{ port: 1 }] }],
    },
  };

  it.each([
    [
      'spec.ingress[1].ports[0].port',
      ['spec', 'ingress', 1, 'ports', 0, 'port'],
    ],
    [
      'spec.podSelector.matchLabels.app.kubernetes.io/name',
      ['spec', 'podSelector', 'matchLabels', 'app.kubernetes.io/name'],
    ],
    ['spec.ingress[7].from', ['spec', 'ingress']],
    ['spec.egress[0]', ['spec']],
    ['', []],
  ])('finds %s as far as it is there', (text, path) => {
    expect(findPath(value, text)).toEqual(path);
  });

  it('gives the value at a path, and its text', () => {
    const path = ['spec', 'ingress', 1, 'ports', 0, 'port'];
    expect(valueAt(value, path)).toBe(1);
    expect(valueAt(value, ['spec', 'nothing', 'there'])).toBeUndefined();
    expect(pathText(path)).toBe('spec.ingress[1].ports[0].port');
  });
});
