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
  aSpec,
  certManagerDeployment,
  found,
  ingressController,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { certManagerMissing } from './certManagerMissing';

const without = perfectSnapshot(undefined, {
  controllers: [ingressController()],
});

describe('cert-manager-missing', () => {
  it('says that it is missing, by how the spec counts on it', () => {
    expect(found(certManagerMissing, without)).toMatchObject([
      { severity: 'critical', title: 'cert-manager is missing' },
    ]);
    expect(
      found(
        certManagerMissing,
        without,
        aSpec({ certificates: { management: 'existing' } }),
      )[0].remedy,
    ).toContain('Install cert-manager');
  });

  it('says that it is not running', () => {
    expect(
      found(
        certManagerMissing,
        perfectSnapshot(undefined, {
          controllers: [
            certManagerDeployment('cert-manager', '1.21.1', { ready: 0 }),
          ],
        }),
      ),
    ).toMatchObject([{ title: 'cert-manager is not running' }]);
  });

  it('finds nothing where it runs or is not counted on', () => {
    expect(found(certManagerMissing, perfectSnapshot())).toEqual([]);
    expect(
      found(
        certManagerMissing,
        without,
        aSpec({ certificates: { management: 'external' } }),
      ),
    ).toEqual([]);
  });
});
