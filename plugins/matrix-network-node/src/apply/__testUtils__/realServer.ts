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
  kubernetesBinaries,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { ClusterClientOptions } from '../../cluster';
import { realMirror } from '../../__testUtils__/mirror';

/** `npm test` says loudly where there is no API server, or no mirror. */
export const describeReal =
  kubernetesBinaries() && realMirror ? describe : describe.skip;

/** How an administrator reaches a server. */
export function administratorOf(server: TestKubernetes): ClusterClientOptions {
  return {
    name: 'real',
    url: server.url,
    token: server.adminToken,
    caData: Buffer.from(server.ca).toString('base64'),
  };
}
