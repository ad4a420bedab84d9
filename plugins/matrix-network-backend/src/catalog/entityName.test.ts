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

import { entityName } from './entityName';

describe('entityName', () => {
  it('keeps names that the catalog accepts', () => {
    expect(entityName('sandbox-drifted')).toBe('sandbox-drifted');
    expect(entityName('prod.eu_1')).toBe('prod.eu_1');
  });

  it('makes others acceptable, and keeps two that look alike apart', () => {
    const arn = 'arn:aws:eks:eu-central-1:123456789012:cluster/prod';
    const other = 'arn:aws:eks:eu-central-1:123456789012/cluster:prod';
    expect(entityName(arn)).toMatch(/^arn-aws-eks-eu-central-1[a-zA-Z0-9-]+$/);
    expect(entityName(arn)).not.toBe(entityName(other));
    for (const odd of [arn, '///', '', '-a-', 'x'.repeat(500)]) {
      expect(entityName(odd)).toMatch(
        /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/,
      );
    }
  });
});
