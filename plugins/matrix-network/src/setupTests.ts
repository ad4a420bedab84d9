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

import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are large and machines are busy: what is slow is not wrong.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

/** What libraries say of themselves at every turn, and nobody here can mend. */
const ofLibraries: readonly string[] = [
  // Material UI 4, of which Backstage's components are made, under React 18.
  'findDOMNode is deprecated',
  // Backstage's review step reads the names where rjsf would rather not have them.
  'The "enumNames" property in the schema is deprecated',
];

const { console: out } = globalThis;
for (const level of ['error', 'warn'] as const) {
  const print = out[level];
  out[level] = (...args: unknown[]) => {
    const isOfLibraries = ofLibraries.some(text =>
      String(args[0]).includes(text),
    );
    if (!isOfLibraries) {
      print(...args);
    }
  };
}
