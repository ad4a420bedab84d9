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

import { pbkdf2 } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Programs } from './Programs';

describe('Programs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'programs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function program(name: string, script: string, mode = 0o755): void {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), mode);
  }

  it('rejects for a program that is missing or may not be run, and ends the others', async () => {
    program('runs', 'exec sleep 60');
    program('plain', 'exit 0', 0o644);
    const programs = new Programs(folder, folder);
    await programs.start('runs', []);

    await expect(programs.start('missing', [])).rejects.toThrow(
      `spawn ${folder}/missing ENOENT`,
    );
    await expect(programs.start('plain', [])).rejects.toThrow('EACCES');
    expect(programs.ended()).toBeUndefined();
    await programs.stop();
    expect(programs.ended()).toBe('runs');
  });

  it.each([
    ['by itself', 'exit 1'],
    ['by a signal', 'kill -KILL $$'],
  ])('names a program that has ended %s', async (_, script) => {
    program('short', script);
    const programs = new Programs(folder, folder);
    await programs.start('short', []);
    for (let n = 0; n < 100 && !programs.ended(); n += 1) {
      await delay(20);
    }
    expect(programs.ended()).toBe('short');
    await programs.stop();
  });

  it('has its log open before it runs, on a loaded machine too', async () => {
    program('short', 'exit 1');
    const programs = new Programs(folder, folder);
    // All threads that could open a file have something else to do.
    const load = Array.from({ length: 8 }, () =>
      promisify(pbkdf2)('load', 'salt', 200_000, 64, 'sha512'),
    );

    await programs.start('short', []);

    expect(existsSync(path.join(folder, 'short.log'))).toBe(true);
    await Promise.all(load);
    await programs.stop();
  });
});
