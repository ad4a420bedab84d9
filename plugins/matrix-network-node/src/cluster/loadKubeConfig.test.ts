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

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadKubeConfig } from './loadKubeConfig';

const config = (name: string, user: object) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name, cluster: { server: `https://${name}.example.net:6443` } },
    ],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });

describe('loadKubeConfig', () => {
  const before = process.env.KUBECONFIG;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kubeconfig-'));
  });

  afterEach(() => {
    if (before === undefined) {
      delete process.env.KUBECONFIG;
    } else {
      process.env.KUBECONFIG = before;
    }
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: string): string {
    const full = path.join(folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  async function authorization(
    kubeConfig: ReturnType<typeof loadKubeConfig>,
  ): Promise<unknown> {
    const options: RequestOptions = {};
    await kubeConfig.applyToHTTPSOptions(options);
    return new Map(Object.entries(options.headers ?? {})).get('Authorization');
  }

  it('reads the token of a tokenFile, which lies beside the kubeconfig', async () => {
    file('secrets/token', 'one');
    const loaded = loadKubeConfig(
      file('config', config('eu', { tokenFile: 'secrets/token' })),
    );

    expect(await authorization(loaded)).toBe('Bearer one');
  });

  it('leaves other users as they are', async () => {
    const loaded = loadKubeConfig(
      file('config', config('eu', { token: 'two' })),
    );

    expect(await authorization(loaded)).toBe('Bearer two');
  });

  it('takes all files that KUBECONFIG names', async () => {
    file('token', 'three');
    process.env.KUBECONFIG = [
      file('eu', config('eu', { token: 'two' })),
      file('us', config('us', { tokenFile: 'token' })),
    ].join(path.delimiter);

    const loaded = loadKubeConfig();

    expect(loaded.getContexts().map(({ name }) => name)).toEqual(['eu', 'us']);
    loaded.setCurrentContext('us');
    expect(await authorization(loaded)).toBe('Bearer three');
  });

  it('says which file is missing that KUBECONFIG names, rather than to take another', () => {
    process.env.KUBECONFIG = path.join(folder, 'missing');

    expect(() => loadKubeConfig()).toThrow(
      `ENOENT: no such file or directory, open '${folder}/missing'`,
    );
  });
});
