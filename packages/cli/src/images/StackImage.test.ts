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

import { parseImage } from './StackImage';

const digest = `sha256:${'a'.repeat(64)}`;

it.each([
  ['busybox', { repository: 'busybox' }],
  ['a.io/b/c:v1', { repository: 'a.io/b/c', tag: 'v1' }],
  ['a.io:5000/b', { repository: 'a.io:5000/b' }],
  ['127.0.0.1:5000/b:1', { repository: '127.0.0.1:5000/b', tag: '1' }],
  [`a.io/b:v1@${digest}`, { repository: 'a.io/b', tag: 'v1', digest }],
  [`a.io/b@${digest}`, { repository: 'a.io/b', digest }],
])('reads %s', (image, expected) => {
  expect(parseImage(image)).toEqual(expected);
});

it.each(['', 'a b', 'a;rm -rf /', "a'b", 'a$(id)', 'a:v1@sha256:12', '-x'])(
  "takes '%s' for no image",
  image => {
    expect(parseImage(image)).toBeUndefined();
  },
);
