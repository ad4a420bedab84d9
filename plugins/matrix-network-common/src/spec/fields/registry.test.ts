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

import { isRegistry } from './registry';

describe('isRegistry', () => {
  it.each([
    'registry.example.org',
    'registry.example.org:5000',
    'registry.example.org/mirror/k8s',
    'localhost:5000',
    'localhost',
    'harbor:8443/proxy_cache',
    '10.0.0.5:5000',
  ])('takes %s', text => expect(isRegistry(text)).toBe(true));

  it.each([
    '',
    'https://registry.example.org',
    'registry.example.org/',
    'registry.example.org:port',
    'registry.example.org:70000',
    'registry.example.org/Mirror',
    'mirror',
    'user@registry.example.org',
  ])('refuses "%s"', text => expect(isRegistry(text)).toBe(false));
});
