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

import { describeUpgrade } from './describeUpgrade';

it('names release and field', () => {
  expect(describeUpgrade('cert-manager', '1.14.0', '1.34')).toBe(
    'Upgrade to cert-manager 1.21.1: set certificates.release to 1.21.1 in the spec.',
  );
});

it('says when Kubernetes has to be upgraded first', () => {
  expect(describeUpgrade('ingress-nginx', '1.11.1', '1.30')).toBe(
    'Upgrade Kubernetes 1.30 first (1.15.1 is tested with 1.31 to 1.35), then set ingress.release to 1.15.1 in the spec.',
  );
});

it('says when there is nowhere to go', () => {
  expect(describeUpgrade('ingress-nginx', '1.15.1')).toBe(
    'The catalogue has no newer release of ingress-nginx.',
  );
});
