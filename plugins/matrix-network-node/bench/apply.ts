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
  ProgressEvent,
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
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { realMirror } from '../src/__testUtils__/mirror';
import { realStack } from '../src/__testUtils__/realStack';
import { applyStack } from '../src/apply';
import { ClusterClient, createClusterClient } from '../src/cluster';
import { bareApply } from './bareApply';
import { warmUp } from './warmUp';

const SETTLE_MS = 3_000;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/** Milliseconds to the API server and back: on this machine; in a zone near by; in a near region. */
const roundTripsMs = [0, 2, 20];

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
          `--server=${server.url}`,
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
    identify: client.identify.bind(client),
    delete: client.delete.bind(client),
    isAllowed: client.isAllowed.bind(client),
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
  let lastStored = 0;
  const onProgress = ({ type }: ProgressEvent) => {
    lastStored = type === 'object' ? performance.now() : lastStored;
  };
  const run = async () => {
    results.push(await applyStack({ client, stack, onProgress }));
  };
  const start = performance.now();
  const first = await timed(run);
  const stored = lastStored - start;
  const requests = { ...counts };
  const again = await timed(run);
  return { first, stored, again, requests, results };
}

/** An address by which the server is so far away. */
async function distant(url: string, roundTripMs: number) {
  const child = spawn(process.execPath, [
    path.join(__dirname, 'distance.mts'),
    url,
    String(roundTripMs / 2),
  ]);
  const [address] = await once(child.stdout, 'data');
  return { url: String(address), stop: () => child.kill() };
}

async function onFreshServer<T>(
  roundTripMs: number,
  action: (server: TestKubernetes) => Promise<T>,
): Promise<T> {
  // As in production, etcd has written to the disk before it answers.
  const server = await startKubernetes({ durable: true });
  await warmUp(server);
  const way =
    roundTripMs > 0 ? await distant(server.url, roundTripMs) : undefined;
  // A new server and its controllers are busy with themselves at first.
  await delay(SETTLE_MS);
  try {
    return await action({ ...server, url: way?.url ?? server.url });
  } finally {
    way?.stop();
    await server.stop();
  }
}

/** Of all rounds: other work on the machine, and its own pace, disturb some. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

function threeDigits(value: number): number {
  return Number(value.toFixed(3));
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Each on a server of its own. */
async function round(stack: Stack, roundTripMs: number) {
  const on = <T>(action: (server: TestKubernetes, of: Stack) => Promise<T>) =>
    onFreshServer(roundTripMs, server => action(server, stack));
  return {
    kubectl: await on(kubectlApply),
    own: await on(ownApply),
    bareMs: await on(bareApply),
  };
}

async function measure(stack: Stack, roundTripMs: number): Promise<void> {
  const about = {
    bench: 'apply',
    cores: availableParallelism(),
    roundTripMs,
    objects: stack.stages.flatMap(stage => stage.objects).length,
  };
  const all: Awaited<ReturnType<typeof round>>[] = [];
  for (let number = 1; number <= rounds; number++) {
    const each = await round(stack, roundTripMs);
    const { kubectl, own, bareMs } = each;
    all.push(each);
    print({
      ...about,
      round: number,
      kubectlMs: Math.round(kubectl.first),
      storedMs: Math.round(own.stored),
      servedMs: Math.round(own.first),
      bareMs: Math.round(bareMs),
      kubectlAgainMs: Math.round(kubectl.again),
      ownAgainMs: Math.round(own.again),
      requests: own.requests,
      results: own.results,
    });
  }
  const kubectl = all.map(each => each.kubectl);
  const own = all.map(each => each.own);
  const kubectlMs = median(kubectl.map(({ first }) => first));
  const servedMs = median(own.map(({ first }) => first));
  // Where kubectl ends: it does not wait until kinds are served.
  const storedMs = median(own.map(({ stored }) => stored));
  const bareMs = median(all.map(each => each.bareMs));
  const ratioAgain =
    median(own.map(({ again }) => again)) /
    median(kubectl.map(({ again }) => again));
  print({
    ...about,
    kubectlMs: Math.round(kubectlMs),
    storedMs: Math.round(storedMs),
    servedMs: Math.round(servedMs),
    ratioStored: threeDigits(storedMs / kubectlMs),
    bar: 0.333,
    ratioServed: threeDigits(servedMs / kubectlMs),
    bareMs: Math.round(bareMs),
    ratioBare: threeDigits(bareMs / kubectlMs),
    ratioAgain: threeDigits(ratioAgain),
  });
}

/**
 * Wall time of the full stack on a real API server, against kubectl with the same
 * objects in the same run, and against a client that only sends them.
 */
export async function main(): Promise<void> {
  if (!realMirror || !kubernetesBinaries()) {
    throw new Error(
      'This needs MATRIX_NETWORK_TEST_MIRROR, with the upstream manifests, and KUBEBUILDER_ASSETS, with kube-apiserver and kubectl',
    );
  }
  const stack = await realStack();
  for (const roundTripMs of roundTripsMs) {
    await measure(stack, roundTripMs);
  }
}
