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

import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const TOKEN = 'sandbox';

/** The demo cluster without a stack, with all its controllers, in a process of its own. */
export interface DemoClusterProcess {
  url: string;
  token: string;
  stop(): Promise<void>;
}

/** Starts the sandbox's own process on free ports, as `npm start` does. */
export async function startDemoClusterProcess(): Promise<DemoClusterProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const config = join(folder, 'sandbox.yaml');
  await writeFile(
    config,
    JSON.stringify({
      token: TOKEN,
      delayMs: 20,
      clusters: { sandbox: { port: 0 }, 'sandbox-drifted': { port: 0 } },
    }),
  );
  const manifest = require.resolve(
    '@matrix-network/sandbox-cluster/package.json',
  );
  const child = spawn(
    process.execPath,
    [
      join(dirname(manifest), 'bin/sandbox-cluster'),
      'start',
      '--config',
      config,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return {
    url: await addressOf(child),
    token: TOKEN,
    stop: () => stopped(child),
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /^sandbox at (\S+?):?\s/m.exec(output)?.[1];
      if (address) {
        resolve(address.replace(/:$/, ''));
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', code =>
      reject(new Error(`The sandbox ended with code ${code}: ${output}`)),
    );
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
