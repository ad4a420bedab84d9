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

import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { TestFolder } from '../__testUtils__/TestFolder';
import { listFiles } from './listFiles';

describe('listFiles', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const file = folder.file('set/a.yaml', '');
  const elsewhere = folder.file('elsewhere/b.yaml', '');
  const set = path.dirname(file);
  const link = (target: string, name: string) => {
    const full = path.join(set, name);
    symlinkSync(target, full);
    return full;
  };

  it('follows links to files, not to folders', () => {
    const linked = link(elsewhere, 'b.yml');
    const dangling = link('nowhere', 'c.json');
    link(set, 'again.yaml');
    link(elsewhere, 'README.md');
    expect(listFiles([set])).toEqual([file, linked, dangling]);
  });
});
