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
  driftedDetail,
  readyCertificate,
  unseenDetail,
} from '../../__testUtils__';
import { hostsOf } from './hosts';

describe('hostsOf', () => {
  it('names each host of Ingresses and Certificates once, and no wildcard', () => {
    const health = driftedDetail.health && {
      ...driftedDetail.health,
      certificates: [
        { ...readyCertificate, dnsNames: ['*.example.org', 'a.example.org'] },
      ],
    };
    expect(hostsOf({ ...driftedDetail, health })).toEqual([
      'a.example.org',
      'element.chat.example.org',
      'livekit.chat.example.org',
      'matrix.chat.example.org',
    ]);
  });

  it('is empty before the first poll', () => {
    expect(hostsOf(unseenDetail)).toEqual([]);
  });
});
