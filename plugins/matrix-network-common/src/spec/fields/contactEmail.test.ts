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

import { contactEmailProblem } from './contactEmail';

describe('contactEmailProblem', () => {
  it.each([
    'ops@example-messenger.org',
    'ops+matrix@mail.company.co.uk',
    "o'hara@company.de",
  ])('finds none with %s', address =>
    expect(contactEmailProblem(address)).toBeUndefined(),
  );

  it.each([
    ['admin@example.com', 'forbidden'],
    ['admin@mail.example.net', 'forbidden'],
    ['admin@EXAMPLE.ORG', 'forbidden'],
    ['admin@company.test', 'public top-level domain'],
    ['admin@company.invalid', 'public top-level domain'],
    ['admin@company.localhost', 'public top-level domain'],
    ['admin@company.example', 'public top-level domain'],
    ['admin@company.local', 'public top-level domain'],
    ['admin@localhost', 'not a valid address'],
    ['admin', 'not a valid address'],
    ['@company.de', 'not a valid address'],
    ['a b@company.de', 'not a valid address'],
    ['a..b@company.de', 'not a valid address'],
    ['admin@192.0.2.1', 'not a valid address'],
    ['Ops <ops@company.de>', 'not a valid address'],
    ['mailto:ops@company.de', 'not a valid address'],
    [`${'a'.repeat(65)}@company.de`, 'not a valid address'],
    ['', 'not a valid address'],
  ])('finds one with "%s": %s', (address, problem) =>
    expect(contactEmailProblem(address)).toContain(problem),
  );
});
