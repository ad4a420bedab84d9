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

import { certificateCheckPath, clusterPath, whatIfPath } from './paths';

describe('paths', () => {
  it('joins with and without a slash at the end of the root', () => {
    expect(clusterPath('/matrix-network/', 'chat-eu')).toBe(
      '/matrix-network/clusters/chat-eu',
    );
    expect(whatIfPath('/matrix-network', 'chat-eu', 'a b')).toBe(
      '/matrix-network/clusters/chat-eu?whatIf=a%20b',
    );
    expect(certificateCheckPath('/matrix-network', 'a b')).toBe(
      '/matrix-network/certificate-check?cluster=a%20b',
    );
  });
});
