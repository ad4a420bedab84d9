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
import { ingressForwardedHeaders } from './ingressForwardedHeaders';

const configured = (ingressConfig: Record<string, string>) =>
  found(ingressForwardedHeaders, perfectSnapshot(undefined, { ingressConfig }));

describe('ingress-forwarded-headers', () => {
  it.each<Record<string, string>>([
    { 'use-forwarded-headers': 'true' },
    {
      'use-forwarded-headers': 'true',
      'proxy-real-ip-cidr': '10.0.0.0/8,0.0.0.0/0',
    },
  ])('warns of %j', config => {
    expect(configured(config)).toMatchObject([{ severity: 'warning' }]);
  });

  it.each<Record<string, string>>([
    {},
    { 'use-forwarded-headers': 'false' },
    { 'use-forwarded-headers': 'true', 'proxy-real-ip-cidr': '10.1.0.5/32' },
  ])('lets %j be', config => {
    expect(configured(config)).toEqual([]);
  });
});
