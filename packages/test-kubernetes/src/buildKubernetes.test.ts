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
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import programs from './programs.json';

const SCRIPT = path.join(__dirname, '../../../scripts/kubernetes/build.mjs');

describe('scripts/kubernetes/build.mjs, without Go', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'build-kubernetes-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function folderWith(name: string, names: string[]): string {
    const folder = path.join(home, name);
    mkdirSync(folder, { recursive: true });
    names.forEach(each => writeFileSync(path.join(folder, each), ''));
    return folder;
  }

  function build(assets = '') {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], {
      encoding: 'utf8',
      cwd: home,
      env: { XDG_CACHE_HOME: home, PATH: home, KUBEBUILDER_ASSETS: assets },
    });
    return { status, stdout, stderr };
  }

  const NO_GO =
    'A real kube-apiserver cannot be built: there is no Go on the PATH.\n';
  const PINNED = 'matrix-network/kubernetes-v1.36.3';

  it('takes a folder that has every program, by its absolute path', () => {
    const assets = folderWith('all', programs);
    const found = { status: 0, stdout: `${assets}\n`, stderr: '' };
    expect(build(assets)).toEqual(found);
    expect(build('all')).toEqual(found);
  });

  it("passes over a folder of envtest's own making in one line, for what was built", () => {
    const assets = folderWith('envtest', ['etcd', 'kube-apiserver', 'kubectl']);
    const passedOver = `KUBEBUILDER_ASSETS is passed over: ${assets} has no kube-controller-manager, no kwok.\n`;
    expect(build(assets)).toEqual({
      status: 3,
      stdout: '',
      stderr: `${passedOver}${NO_GO}`,
    });

    const built = folderWith(PINNED, programs);
    expect(build(assets)).toEqual({
      status: 0,
      stdout: `${built}\n`,
      stderr: passedOver,
    });
  });

  it('takes neither a cache that is half moved nor another version', () => {
    folderWith(PINNED, programs.slice(0, -1));
    folderWith('matrix-network/kubernetes-v1.35.0', programs);
    expect(build()).toEqual({ status: 3, stdout: '', stderr: NO_GO });
  });
});
