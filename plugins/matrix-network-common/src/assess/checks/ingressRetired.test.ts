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

import { found, perfectSnapshot } from '../__testUtils__/snapshotBuilder';
import { ingressRetired } from './ingressRetired';

describe('ingress-retired', () => {
  it('tells of the retirement and of what stays unfixed', () => {
    const [finding] = found(ingressRetired, perfectSnapshot());
    expect(finding).toMatchObject({
      severity: 'info',
      title: 'ingress-nginx 1.15.1 is retired upstream',
    });
    expect(finding.cause).toContain('CVE-2026-42945');
  });

  it('says nothing without a controller', () => {
    expect(
      found(ingressRetired, perfectSnapshot(undefined, { controllers: [] })),
    ).toEqual([]);
  });
});
