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
  kubernetesBinaries,
  startKubernetes,
} from '@matrix-network/test-kubernetes';
import { startSandboxCluster } from '../SandboxCluster';
import { TestCluster } from './TestCluster';

const TOKEN = 'test';

/** An API server with its controllers, real or played. */
export interface JobServer {
  send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

async function sandbox(): Promise<JobServer> {
  const cluster = new TestCluster();
  const server = await startSandboxCluster({
    token: TOKEN,
    store: cluster.store,
  });
  return {
    send: (method, path, body) =>
      answerOf(
        fetch(`${server.url}${path}`, {
          method,
          headers: {
            Authorization: `Bearer ${TOKEN}`,
            'Content-Type': 'application/json',
          },
          body: body && JSON.stringify(body),
        }),
      ),
    stop: async () => {
      await server.close();
      await cluster.close();
    },
  };
}

async function answerOf(response: Promise<Response>) {
  const { status, ...rest } = await response.then(async found => ({
    status: found.status,
    body: (await found.json()) as unknown,
  }));
  return { status, ...rest };
}

async function real(): Promise<JobServer> {
  const kubernetes = await startKubernetes();
  return {
    send: async (method, path, body) => {
      try {
        return {
          status: 200,
          body: await kubernetes.request(method, path, body),
        };
      } catch (error) {
        // The message ends in the status and the server's own answer.
        const text = error instanceof Error ? error.message : String(error);
        const [, status, json] = /: (\d{3}) (\{.*\})\s*$/s.exec(text) ?? [];
        if (json === undefined) {
          throw error;
        }
        return { status: Number(status), body: JSON.parse(json) as unknown };
      }
    },
    stop: () => kubernetes.stop(),
  };
}

/** The sandbox, and a real cluster with KWOK's nodes where its programs are there. */
export const jobServers: [string, () => Promise<JobServer>][] = [
  ['the sandbox', sandbox],
  // `npm test` says loudly where there is none.
  ...(kubernetesBinaries()
    ? ([['a real cluster', real]] satisfies [
        string,
        () => Promise<JobServer>,
      ][])
    : []),
];
