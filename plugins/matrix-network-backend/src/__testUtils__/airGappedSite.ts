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

import { mirrorFiles, SandboxCluster } from '@matrix-network/sandbox-cluster';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const realMirror = process.env.MATRIX_NETWORK_TEST_MIRROR;

/** The sandbox's releases as a folder, such as `matrix-network mirror` writes. */
async function miniatureMirror(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mirror-'));
  for (const [path, content] of mirrorFiles()) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** `matrixNetwork.releases` of a site without internet. */
type Releases = () => Promise<{ mirror: string; verify?: object }>;

/** What a site can have for a mirror; the last one is the most real there is. */
export const siteMirrors: [string, Releases][] = [
  [
    'releases of its own',
    async () => {
      const mirror = await miniatureMirror();
      return { mirror, verify: { firstUse: mirror } };
    },
  ],
  // `npm test` says loudly where there are none.
  ...(realMirror
    ? ([
        ["upstream's releases", async () => ({ mirror: realMirror })],
      ] satisfies [string, Releases][])
    : []),
];

/** The configuration of such a site, for one cluster. */
export async function siteConfig(cluster: SandboxCluster, releases: Releases) {
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'sandbox',
              url: cluster.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: 'test',
            },
          ],
        },
      ],
    },
    matrixNetwork: {
      releases: await releases(),
      poll: { interval: { seconds: 5 }, timeout: { seconds: 4 } },
    },
  };
}
