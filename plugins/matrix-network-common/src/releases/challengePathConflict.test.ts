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
import { challengePathConflict } from './challengePathConflict';

describe('challengePathConflict', () => {
  it.each([
    ['1.12.0', '1.18.0'],
    ['1.12.5', '1.21.1'],
    ['1.13.1', '1.21.1'],
  ])('ingress-nginx %s refuses the challenges of cert-manager %s', (a, b) => {
    expect(challengePathConflict(a, b)).toContain('Exact path');
  });

  it.each([
    ['1.11.1', '1.21.1'],
    ['1.12.6', '1.21.1'],
    ['1.13.2', '1.21.1'],
    ['1.14.0', '1.21.1'],
    ['1.15.1', '1.21.1'],
    ['1.12.3', '1.17.4'],
  ])('ingress-nginx %s takes the challenges of cert-manager %s', (a, b) => {
    expect(challengePathConflict(a, b)).toBeUndefined();
  });
});
