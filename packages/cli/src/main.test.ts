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

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { smallSet, TestFolder } from './__testUtils__/TestFolder';

const bin = path.join(__dirname, '../bin/matrix-network');
const fixtures = path.join(__dirname, '__fixtures__');

describe('bin/matrix-network', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const small = folder.file('small.yaml', smallSet);
  const start = (args: string[], input = '') =>
    spawnSync(process.execPath, [bin, ...args], {
      input,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
      timeout: 60_000,
    });

  it('ends with 0 when all is fine, and keeps standard output for the result', () => {
    const { status, stdout, stderr } = start(['evaluate', '-'], smallSet);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).allowed).toHaveLength(4);
  });

  it('ends with 1 for violations', () => {
    const { status } = start([
      'verify',
      path.join(fixtures, 'faults/A1-dns-namespace-by-name-label'),
    ]);
    expect(status).toBe(1);
  });

  it('ends with 2 for bad usage and bad input', () => {
    expect(start(['frobnicate']).status).toBe(2);
    expect(start([]).status).toBe(2);
    expect(start(['evaluate', '-'], 'kind: Pod').status).toBe(2);
    expect(
      start(['explain', small, '--from', 'x/b', '--to', 'x/q', '--port', '1'])
        .status,
    ).toBe(2);
  });

  it('ends with 0 after help', () => {
    const { status, stdout } = start(['verify', '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('--context <name>');
  });
});
