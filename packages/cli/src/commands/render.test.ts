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

import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

const spec = path.join(__dirname, '../__fixtures__/spec.yaml');

describe('render', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());

  it('prints the stages asked for, default deny last', async () => {
    const { code, out } = await runCli(
      'render',
      '-f',
      spec,
      '--stage',
      'default-deny',
      'policies',
    );
    const names = parseAllDocuments(out).map(
      document => document.toJS().metadata.name,
    );
    expect(code).toBe(0);
    expect(names[0]).toBe('allow-dns');
    expect(names.at(-1)).toBe('default-deny-all');
    expect(names).toHaveLength(16);
  });

  it('prints a List as JSON', async () => {
    const { out } = await runCli(
      'render',
      '-f',
      spec,
      '--stage',
      'default-deny',
      '-o',
      'json',
    );
    expect(JSON.parse(out)).toMatchObject({
      kind: 'List',
      items: [{ metadata: { name: 'default-deny-all' } }],
    });
  });

  it('says what to do when the releases are not there', async () => {
    const { code, err } = await runCli(
      'render',
      '-f',
      spec,
      '--mirror',
      folder.path,
    );
    expect(code).toBe(2);
    expect(err).toContain('--mirror takes a folder or an address');
  });

  it('refuses a kubeconfig that nothing would be read from', async () => {
    const { code, out, err } = await runCli(
      ...['render', '-f', spec, '--stage', 'policies'],
      ...['--kubeconfig', path.join(folder.path, 'config')],
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--kubeconfig needs --context');
  });

  it('refuses a stage that there is not, and a file that is no spec', async () => {
    const stage = await runCli('render', '-f', spec, '--stage', 'x');
    expect(stage.code).toBe(2);
    expect(stage.err).toContain('default-deny');
    const pod = folder.file(
      'pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n',
    );
    const other = await runCli('render', '-f', pod);
    expect(other.code).toBe(2);
    expect(other.err).toContain(`${pod}:1:1: Pod a: Pod of v1 is not a spec`);
  });
});
