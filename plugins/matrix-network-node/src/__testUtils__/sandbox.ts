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
  RequestAttributes,
  SandboxCluster,
  startSandboxCluster,
} from '@matrix-network/sandbox-cluster';
import { ClusterClient, createClusterClient } from '../cluster';

type SandboxOptions = Parameters<typeof startSandboxCluster>[0];

/** A sandbox's API server, a client of it, and the requests that it got. */
export interface TestCluster {
  client: ClusterClient;
  sandbox: SandboxCluster;
  requests: RequestAttributes[];
}

const TOKEN = 'test';

async function startTestCluster(
  options: Partial<SandboxOptions> = {},
): Promise<TestCluster> {
  const requests: RequestAttributes[] = [];
  const { faults } = options;
  const sandbox = await startSandboxCluster({
    token: TOKEN,
    ...options,
    faults: {
      async before(request) {
        requests.push(request);
        return faults ? faults.before(request) : { outcome: 'proceed' };
      },
      forbids: request => faults?.forbids?.(request),
    },
  });
  const client = createClusterClient({
    name: 'sandbox',
    url: sandbox.url,
    token: TOKEN,
  });
  return { client, sandbox, requests };
}

/** Answers with 403, as RBAC does. */
export function forbidden(request: RequestAttributes) {
  const { verb, resource, group } = request;
  return {
    outcome: 'respond' as const,
    status: {
      kind: 'Status' as const,
      apiVersion: 'v1' as const,
      metadata: {},
      status: 'Failure' as const,
      message: `${resource} is forbidden: User "poller" cannot ${verb} resource "${resource}" in API group "${group}" at the cluster scope`,
      reason: 'Forbidden',
      details: { group, kind: resource },
      code: 403,
    },
  };
}

const started: TestCluster[] = [];

/** An empty sandbox cluster over real HTTP, with faults if wanted; ended by {@link stopTestClusters}. */
export async function testCluster(
  options: Partial<SandboxOptions> = {},
): Promise<TestCluster> {
  const cluster = await startTestCluster(options);
  started.push(cluster);
  return cluster;
}

/** Ends all clusters of a test. */
export async function stopTestClusters(): Promise<void> {
  await Promise.all(started.splice(0).map(({ sandbox }) => sandbox.close()));
}
