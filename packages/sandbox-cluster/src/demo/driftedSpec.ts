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
  parseStackSpec,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** What the Matrix cluster on `sandbox-drifted` was meant to be. */
export const driftedSpec: StackSpec = parseStackSpec({
  name: 'chat-drifted',
  kubernetesCluster: 'sandbox-drifted',
  namespace: 'matrix',
  domain: 'chat-drifted.example.org',
  targetCcu: 5000,
});
