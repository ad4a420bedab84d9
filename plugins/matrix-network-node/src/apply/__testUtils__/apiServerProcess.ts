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

import { TestKubernetes } from '@matrix-network/test-kubernetes';
import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The kube-apiserver of a test's own server, as a process. */
export interface ApiServerProcess {
  /** Kills it without a warning; its port is free when this resolves. */
  kill(): Promise<void>;
  /** Starts it again as it was, over the same etcd; ready when this resolves. */
  start(): Promise<void>;
  /** Ends the one that was started here; the first one is the test server's own. */
  stop(): Promise<void>;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function killed(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isRunning(pid)) {
    await sleep(20);
  }
}

/** Process ids and command lines of kube-apiservers on this port; no two have the same. */
function commandLines(port: string): { pid: number; line: string[] }[] {
  return execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map(row => row.trim().split(/\s+/))
    .filter(
      ([, program = '', ...args]) =>
        program.endsWith('/kube-apiserver') &&
        args.includes(`--secure-port=${port}`),
    )
    .map(([pid, ...line]) => ({ pid: Number(pid), line }));
}

/** Finds it by its port, which the test server has chosen. */
export function apiServerProcessOf(server: TestKubernetes): ApiServerProcess {
  const [found] = commandLines(new URL(server.url).port);
  if (!found) {
    throw new Error(`No kube-apiserver runs at ${server.url}`);
  }
  const [program, ...args] = found.line;
  let child: ChildProcess | undefined;
  const isReady = () =>
    server.request('GET', '/readyz').then(
      answer => answer === 'ok',
      () => false,
    );
  return {
    kill: () => killed(child?.pid ?? found.pid),
    async start() {
      child = spawn(program, args, { stdio: 'ignore' });
      while (!(await isReady())) {
        if (child.exitCode !== null) {
          throw new Error(`kube-apiserver ended with code ${child.exitCode}`);
        }
        await sleep(100);
      }
    },
    async stop() {
      // A polite end takes as long as anybody watches.
      if (child?.pid !== undefined && isRunning(child.pid)) {
        await killed(child.pid);
      }
    },
  };
}
