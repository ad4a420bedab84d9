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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries, kubernetesBinaries } from './binaries';
import programs from './programs.json';

describe('findBinaries', () => {
  const { KUBEBUILDER_ASSETS: before } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'binaries-'));
    process.env.KUBEBUILDER_ASSETS = folder;
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    if (before === undefined) {
      delete process.env.KUBEBUILDER_ASSETS;
    } else {
      process.env.KUBEBUILDER_ASSETS = before;
    }
  });

  const have = (names: string[]) =>
    names.forEach(name => writeFileSync(path.join(folder, name), ''));

  it('says what has to be set where nothing is', () => {
    delete process.env.KUBEBUILDER_ASSETS;

    expect(findBinaries).toThrow(
      'KUBEBUILDER_ASSETS must name a folder with etcd, kube-apiserver, kube-controller-manager, kubectl, kwok; `node scripts/kubernetes/build.mjs` builds them',
    );
    expect(kubernetesBinaries()).toBeUndefined();
  });

  it("names what a folder of envtest's own making lacks, and says so once", () => {
    have(['etcd', 'kube-apiserver', 'kubectl']);
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);

    expect(findBinaries).toThrow(
      `KUBEBUILDER_ASSETS names ${folder}, which has no kube-controller-manager, no kwok;`,
    );
    expect([kubernetesBinaries(), kubernetesBinaries()]).toEqual([
      undefined,
      undefined,
    ]);
    expect(written).toHaveBeenCalledTimes(1);
    expect(written).toHaveBeenCalledWith(
      expect.stringContaining('has no kube-controller-manager, no kwok;'),
    );
    written.mockRestore();
  });

  it('gives the absolute path of a folder that has them all', () => {
    have(programs);
    process.env.KUBEBUILDER_ASSETS = path.relative(process.cwd(), folder);
    expect(kubernetesBinaries()).toBe(folder);
  });
});
