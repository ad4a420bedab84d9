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

import { assertError } from '@backstage/errors';
import { toStackSpecDocument } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { DemoCluster } from '../demo/DemoCluster';
import { driftedSpec } from '../demo/driftedSpec';
import { sandbox } from '../demo/sandbox';
import { sandboxDrifted } from '../demo/sandboxDrifted';
import { SandboxCluster } from '../SandboxCluster';
import { defaultConfig, readConfig, SandboxConfig } from './config';
import { kubeconfig } from './kubeconfig';
import { servedCertificate } from './servedCertificate';
import { startDemoCluster } from './startDemoCluster';

/** The name of each demo cluster is a key of the config's `clusters`. */
const demos: readonly (DemoCluster & {
  name: keyof SandboxConfig['clusters'];
})[] = [
  { ...sandbox, name: 'sandbox' },
  { ...sandboxDrifted, name: 'sandbox-drifted' },
];

/** Output and end of the process, for tests to watch. */
export interface CliHost {
  print(line: string): void;
  fail(line: string): void;
  /** Calls back once when the process is asked to end. */
  onStop(callback: () => void): void;
}

/** The commands of `sandbox-cluster`. */
export function createCli(host: CliHost): Command {
  const program = new Command('sandbox-cluster').description(
    "Matrix Network's demo clusters: a Kubernetes API and its controllers in one process.",
  );
  program
    .command('start')
    .description('start both clusters and keep them running')
    .option('--config <file>', 'YAML with token, delayMs and clusters')
    .action(({ config }: { config?: string }) =>
      start(config ? readConfig(config) : defaultConfig, host),
    );
  program
    .command('kubeconfig')
    .description('print a kubeconfig for both clusters, which have to run')
    .option('--config <file>', 'the file that `start` was given')
    .action(async ({ config }: { config?: string }) =>
      host.print(
        await kubeconfigOf(config ? readConfig(config) : defaultConfig),
      ),
    );
  program
    .command('spec')
    .description('print the spec of the Matrix cluster on sandbox-drifted')
    .action(() => host.print(stringify(toStackSpecDocument(driftedSpec))));
  return program;
}

async function start(config: SandboxConfig, host: CliHost): Promise<void> {
  const running: SandboxCluster[] = [];
  const stop = () => Promise.all(running.map(cluster => cluster.close()));
  for (const demo of demos) {
    const { port = demo.port, ...options } = config.clusters[demo.name];
    try {
      const cluster = await startDemoCluster(demo, {
        token: config.token,
        delayMs: config.delayMs,
        port,
        ...options,
        onError: line => process.env.SANDBOX_DEBUG && host.fail(line),
      });
      running.push(cluster);
      host.print(`${demo.name} at ${cluster.url}: ${demo.title}`);
    } catch (error) {
      await stop();
      throw startError(error, demo.name, port);
    }
  }
  await new Promise<void>(resolve => host.onStop(resolve));
  await stop();
}

function startError(error: unknown, name: string, port: number): Error {
  assertError(error);
  return error.code === 'EADDRINUSE'
    ? new Error(
        `Port ${port} of the cluster ${name} is taken by another process; stop that one, or set clusters.${name}.port in the config.`,
        { cause: error },
      )
    : error;
}

async function kubeconfigOf({
  clusters,
  token,
}: SandboxConfig): Promise<string> {
  const entries = await Promise.all(
    demos.map(async ({ name, port: usual }) => {
      const port = clusters[name].port ?? usual;
      try {
        const certificate = await servedCertificate(port);
        return { name, server: `https://127.0.0.1:${port}`, certificate };
      } catch (error) {
        throw new Error(
          `The cluster ${name} does not answer on port ${port}; run "sandbox-cluster start" first.`,
          { cause: error },
        );
      }
    }),
  );
  return kubeconfig(entries, token);
}
