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

import { domainNameSchema, isDomainName } from './domainName';

describe('isDomainName', () => {
  it.each([
    'chat.example.org',
    'a.b',
    'xn--mnchen-3ya.example',
    '1.example.org',
    `${'a'.repeat(63)}.example.org`,
  ])('takes %s', name => expect(isDomainName(name)).toBe(true));

  it.each([
    '',
    'localhost',
    'Chat.example.org',
    'https://chat.example.org',
    'chat.example.org:443',
    '*.example.org',
    'chat.example.org.',
    'chat..example.org',
    '-chat.example.org',
    'chat-.example.org',
    'chat_eu.example.org',
    '192.0.2.1',
    `${'a'.repeat(64)}.example.org`,
    `${'a.'.repeat(126)}ab`.padStart(254, 'a'),
    'münchen.example',
  ])('refuses "%s"', name => expect(isDomainName(name)).toBe(false));

  it.each([
    ['https://chat.example.org', 'without the scheme'],
    ['*.example.org', 'without the wildcard'],
    ['chat.example.org:443', 'without the port'],
    ['chat.example.org.', 'without the dot'],
    ['Chat.Example.org', 'in lower case'],
    ['münchen.example', 'in Punycode'],
  ])('says of %s how it would be accepted: %s', (name, hint) => {
    expect(domainNameSchema.safeParse(name).error?.issues[0].message).toContain(
      hint,
    );
  });
});
