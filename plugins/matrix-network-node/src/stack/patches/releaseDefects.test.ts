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

import { findRelease } from '@matrix-network/backstage-plugin-matrix-network-common';
import { find } from '../../__testUtils__/find';
import { miniatureCertManager } from '../../__testUtils__/miniature';
import { releaseDefects } from './releaseDefects';

const defects = findRelease('cert-manager', '1.14.0')?.defects ?? [];
const objects = releaseDefects(defects)(miniatureCertManager.objects);

const imageOf = (name: string) =>
  JSON.stringify(find(objects, 'Deployment', name)).match(
    /"image":"(.*?)"/,
  )?.[1];

it('gives the cainjector of cert-manager 1.14.0 its own image', () => {
  expect(imageOf('cert-manager-cainjector')).toBe(
    'quay.io/jetstack/cert-manager-cainjector:v1.14.0',
  );
});

it('leaves the controller, which ships with the same image, alone', () => {
  expect(imageOf('cert-manager')).toBe(
    'quay.io/jetstack/cert-manager-controller:v1.14.0',
  );
});
