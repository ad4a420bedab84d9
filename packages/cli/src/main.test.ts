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

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { smallSet, TestFolder } from './__testUtils__/TestFolder';

jest.setTimeout(60_000);

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

  it.each([
    ['fine', 0, ['evaluate', small]],
    [
      'violations',
      1,
      ['verify', path.join(fixtures, 'faults/A1-dns-namespace-by-name-label')],
    ],
  ])(
    'is silent when nobody reads on, and ends as %s asks for',
    async (_, code, args) => {
      const child = spawn(process.execPath, [bin, ...args], {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 60_000,
      });
      // As `head` does, long before there is anything to read.
      child.stdout.destroy();
      const stderr = text(child.stderr);
      const [status] = await once(child, 'exit');

      expect(await stderr).toBe('');
      expect(status).toBe(code);
    },
  );

  it('names the Node that it needs on one that is too old', () => {
    const old = folder.file(
      'old.js',
      "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });",
    );
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', old, bin, 'evaluate', small],
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'matrix-network: Node 22 or 24 is needed; this is Node 20.20.2\n',
    );
  });

  it('ends with 0 after help', () => {
    const { status, stdout } = start(['verify', '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('--context <name>');
  });
});
