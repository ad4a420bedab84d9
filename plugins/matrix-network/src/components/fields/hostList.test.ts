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

import { readHosts, writeHosts } from './hostList';

describe('readHosts', () => {
  it.each([
    ['a.example.org\nb.example.org', ['a.example.org', 'b.example.org']],
    [' a.example.org, b.example.org \n', ['a.example.org', 'b.example.org']],
    ['not a host', ['not', 'a', 'host']],
  ])('reads %j', (text, hosts) => {
    expect(readHosts(text)).toEqual(hosts);
  });

  it('leaves an empty list to the default', () => {
    expect(readHosts(' \n')).toBeUndefined();
  });
});

describe('writeHosts', () => {
  it('puts one on each line', () => {
    expect(writeHosts(['a.example.org', 'b.example.org'])).toBe(
      'a.example.org\nb.example.org',
    );
    expect(writeHosts(undefined)).toBe('');
  });
});
