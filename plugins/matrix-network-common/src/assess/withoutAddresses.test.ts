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

import { withoutAddresses } from './withoutAddresses';

const block = { ipBlock: { cidr: '10.0.0.0/8' } };
const debug = { podSelector: { matchLabels: { app: 'debug' } } };
const ports = [{ port: 8000, protocol: 'TCP' }];

it('leaves nothing of what names addresses only', () => {
  expect(withoutAddresses(block)).toBeUndefined();
  expect(withoutAddresses({ from: [block], ports })).toBeUndefined();
  expect(withoutAddresses([{ peers: [block], ports }])).toBeUndefined();
});

it('leaves who is named beside addresses', () => {
  expect(withoutAddresses({ to: [debug, block], ports })).toEqual({
    to: [debug],
    ports,
  });
});

it('leaves a rule for everyone', () => {
  expect(withoutAddresses({ ports })).toEqual({ ports });
  expect(withoutAddresses({ from: [], ports })).toEqual({ from: [], ports });
  expect(withoutAddresses(undefined)).toBeUndefined();
});
