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

import {
  KubernetesObject,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  kubernetesBinaries,
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { realMirror } from '../src/__testUtils__/mirror';
import { realStack } from '../src/__testUtils__/realStack';
import { applyStack } from '../src/apply';
import { ClusterClient, createClusterClient } from '../src/cluster';

const SETTLE_MS = 3_000;
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** kubectl looks all kinds up before it sends the first object, so that custom resources need a run of their own. */
async function kubectlApply(server: TestKubernetes, stack: Stack) {
  const folder = mkdtempSync(path.join(tmpdir(), 'matrix-network-bench-'));
  const objects = stack.stages.flatMap(stage => stage.objects);
  const isCustom = ({ apiVersion }: KubernetesObject) =>
    apiVersion.startsWith('cert-manager.io/');
  const files = [
    objects.filter(object => !isCustom(object)),
    objects.filter(isCustom),
  ].map((part, index) => {
    const file = path.join(folder, `${index}.yaml`);
    writeFileSync(file, part.map(object => stringify(object)).join('---\n'));
    return file;
  });
  const run = async () => {
    for (const file of files) {
      const child = spawn(
        'kubectl',
        [
          `--kubeconfig=${server.kubeconfig}`,
          'apply',
          '--server-side',
          '-f',
          file,
        ],
        { env: { ...process.env, HOME: folder } },
      );
      const [problems, , [status]] = await Promise.all([
        text(child.stderr),
        text(child.stdout),
        once(child, 'close'),
      ]);
      if (status !== 0) {
        throw new Error(`kubectl ended with ${status}: ${problems}`);
      }
    }
  };
  const first = await timed(run);
  const again = await timed(run);
  rmSync(folder, { recursive: true, force: true });
  return { first, again };
}

/** Counts what is sent, by method of the client. */
function counting(client: ClusterClient) {
  const counts = { get: 0, exists: 0, list: 0, apply: 0, dryRun: 0 };
  const counted: ClusterClient = {
    clusterName: client.clusterName,
    version: client.version.bind(client),
    serves: client.serves.bind(client),
    patch: client.patch.bind(client),
    delete: client.delete.bind(client),
    get: (...args) => {
      counts.get++;
      return client.get(...args);
    },
    exists: (...args) => {
      counts.exists++;
      return client.exists(...args);
    },
    list: (...args) => {
      counts.list++;
      return client.list(...args);
    },
    apply: (object, options) => {
      counts[options.dryRun ? 'dryRun' : 'apply']++;
      return client.apply(object, options);
    },
  };
  return { counts, client: counted };
}

async function ownApply(server: TestKubernetes, stack: Stack) {
  const { client, counts } = counting(
    createClusterClient({
      name: 'bench',
      url: server.url,
      token: server.adminToken,
      caData: Buffer.from(server.ca).toString('base64'),
    }),
  );
  const results: unknown[] = [];
  const run = async () => {
    results.push(await applyStack({ client, stack }));
  };
  const first = await timed(run);
  const requests = { ...counts };
  const again = await timed(run);
  return { first, again, requests, results };
}

async function onFreshServer<T>(
  action: (server: TestKubernetes) => Promise<T>,
): Promise<T> {
  const server = await startKubernetes();
  // A new server and its controllers are busy with themselves at first.
  await delay(SETTLE_MS);
  try {
    return await action(server);
  } finally {
    await server.stop();
  }
}

/** The round that other work on the machine has disturbed least. */
function best(own: readonly number[], kubectl: readonly number[]): number {
  return Number((Math.min(...own) / Math.min(...kubectl)).toFixed(3));
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Wall time of the full stack on a real API server, against kubectl with the same objects in the same run. */
export async function main(): Promise<void> {
  if (!realMirror || !kubernetesBinaries()) {
    throw new Error(
      'This needs MATRIX_NETWORK_TEST_MIRROR, with the upstream manifests, and KUBEBUILDER_ASSETS, with kube-apiserver and kubectl',
    );
  }
  const stack = await realStack();
  const objects = stack.stages.flatMap(stage => stage.objects).length;
  const times = { kubectl: [0].slice(1), own: [0].slice(1) };
  const again = { kubectl: [0].slice(1), own: [0].slice(1) };
  for (let round = 1; round <= rounds; round++) {
    const kubectl = await onFreshServer(server => kubectlApply(server, stack));
    const own = await onFreshServer(server => ownApply(server, stack));
    times.kubectl.push(kubectl.first);
    times.own.push(own.first);
    again.kubectl.push(kubectl.again);
    again.own.push(own.again);
    print({
      bench: 'apply',
      round,
      objects,
      kubectlMs: Math.round(kubectl.first),
      ownMs: Math.round(own.first),
      kubectlAgainMs: Math.round(kubectl.again),
      ownAgainMs: Math.round(own.again),
      requests: own.requests,
      results: own.results,
    });
  }
  print({
    bench: 'apply',
    objects,
    ratio: best(times.own, times.kubectl),
    bar: 0.333,
    ratioAgain: best(again.own, again.kubectl),
  });
}
