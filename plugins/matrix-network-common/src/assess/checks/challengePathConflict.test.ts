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
  certManagerDeployment,
  found,
  ingressController,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { challengePathConflict } from './challengePathConflict';

const running = (ingress: string, certManager: string) =>
  perfectSnapshot(undefined, {
    controllers: [
      ingressController({
        images: [`registry.k8s.io/ingress-nginx/controller:v${ingress}`],
      }),
      certManagerDeployment('cert-manager', certManager),
    ],
  });

describe('challenge-path-conflict', () => {
  it('names both versions', () => {
    expect(
      found(challengePathConflict, running('1.12.3', '1.21.1')),
    ).toMatchObject([
      {
        severity: 'critical',
        title:
          'ingress-nginx 1.12.3 refuses the challenges of cert-manager 1.21.1',
      },
    ]);
  });

  it('finds nothing once the check is off, or with versions that get along', () => {
    expect(
      found(challengePathConflict, {
        ...running('1.12.3', '1.21.1'),
        ingressConfig: { 'strict-validate-path-type': 'false' },
      }),
    ).toEqual([]);
    expect(found(challengePathConflict, running('1.12.3', '1.17.0'))).toEqual(
      [],
    );
    expect(found(challengePathConflict, perfectSnapshot())).toEqual([]);
  });
});
