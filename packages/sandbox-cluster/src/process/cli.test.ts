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
import { createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseStackSpecDocument } from '@matrix-network/backstage-plugin-matrix-network-common';
import { parse } from 'yaml';
import { createCli } from './cli';

describe('sandbox-cluster', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sandbox-cluster-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]) {
    const lines: string[] = [];
    let stop = () => {};
    const ended = createCli({
      print: line => lines.push(line),
      fail: line => lines.push(line),
      onStop: callback => {
        stop = callback;
      },
    }).parseAsync(['node', 'sandbox-cluster', ...args]);
    return { lines, ended, stop: () => stop() };
  }

  const config = (content: unknown) => {
    const file = path.join(folder, 'config.yaml');
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  async function freePorts(count: number): Promise<number[]> {
    const servers = await Promise.all(
      Array.from(
        { length: count },
        () =>
          new Promise<ReturnType<typeof createServer>>(resolve => {
            const server = createServer();
            server.listen(0, '127.0.0.1', () => resolve(server));
          }),
      ),
    );
    const ports = servers.map(server => (server.address() as AddressInfo).port);
    await Promise.all(
      servers.map(server => new Promise(resolve => server.close(resolve))),
    );
    return ports;
  }

  const eventually = async (check: () => boolean) => {
    const deadline = Date.now() + 60_000;
    while (!check() && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(check()).toBe(true);
  };

  it('starts both clusters, gives a kubeconfig for them, and closes when asked to', async () => {
    const [first, second] = await freePorts(2);
    const file = config({
      delayMs: 10,
      clusters: {
        sandbox: { port: first },
        'sandbox-drifted': { port: second },
      },
    });
    const { lines, ended, stop } = run('start', '--config', file);
    await eventually(() => lines.length === 2);
    expect(lines).toEqual([
      `sandbox at http://127.0.0.1:${first}: a Matrix deployment without a networking stack`,
      `sandbox-drifted at http://127.0.0.1:${second}: the same with a stack that was applied by hand and has drifted`,
    ]);
    const printed = run('kubeconfig', '--config', file);
    await printed.ended;
    expect(parse(printed.lines[0])).toMatchObject({
      'current-context': 'sandbox',
      clusters: [
        { name: 'sandbox', cluster: { server: `https://127.0.0.1:${first}` } },
        {
          name: 'sandbox-drifted',
          cluster: { server: `https://127.0.0.1:${second}` },
        },
      ],
    });
    const mirror = await fetch(`http://127.0.0.1:${first}/mirror/`);
    expect((await mirror.json()).files).toHaveLength(4);
    stop();
    await ended;
    await expect(fetch(`http://127.0.0.1:${first}/readyz`)).rejects.toThrow(
      'fetch failed',
    );
  }, 30_000);

  it('installs the network plugin that the config names', async () => {
    const [first, second] = await freePorts(2);
    const file = config({
      delayMs: 10,
      clusters: {
        sandbox: {
          port: first,
          networkPlugin: 'flannel',
          reachable: [{ to: '203.0.113.0/24', port: 443 }],
          faults: { networkPolicies: 'ignored' },
        },
        'sandbox-drifted': { port: second },
      },
    });
    const { lines, ended, stop } = run('start', '--config', file);
    await eventually(() => lines.length === 2);
    const daemonSets = async (port: number) => {
      const answer = await fetch(
        `http://127.0.0.1:${port}/apis/apps/v1/daemonsets`,
        { headers: { Authorization: 'Bearer sandbox' } },
      );
      const { items } = await answer.json();
      return items.map(
        ({ metadata }: { metadata: { name: string } }) => metadata.name,
      );
    };
    expect(await daemonSets(first)).toContain('kube-flannel-ds');
    expect(await daemonSets(first)).not.toContain('calico-node');
    expect(await daemonSets(second)).toContain('calico-node');
    stop();
    await ended;
  }, 30_000);

  it.each([
    [{ networkPlugin: 'weave' }, /clusters\.sandbox\.networkPlugin/],
    [{ reachable: [{ to: 'internet' }] }, /clusters\.sandbox\.reachable\[0\]/],
  ])('refuses %j', async (sandbox, message) => {
    const { ended } = run(
      'start',
      '--config',
      config({ clusters: { sandbox } }),
    );
    await expect(ended).rejects.toThrow(message);
  });

  it('says in one sentence which port is taken', async () => {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const { ended } = run(
      'start',
      '--config',
      config({ clusters: { sandbox: { port } } }),
    );
    await expect(ended).rejects.toThrow(
      `Port ${port} of the cluster sandbox is taken by another process; stop that one, or set clusters.sandbox.port in the config.`,
    );
    server.close();
  });

  it('names the field of the config that is wrong', async () => {
    const { ended } = run('start', '--config', config({ delayMs: 'soon' }));
    await expect(ended).rejects.toThrow(/delayMs/);
  });

  it('says that the clusters have to run for a kubeconfig', async () => {
    const [port] = await freePorts(1);
    const { ended } = run(
      'kubeconfig',
      '--config',
      config({ clusters: { sandbox: { port } } }),
    );
    await expect(ended).rejects.toThrow(
      `The cluster sandbox does not answer on port ${port}`,
    );
  });

  it('prints a spec that the product reads', async () => {
    const { lines, ended } = run('spec');
    await ended;
    expect(parseStackSpecDocument(parse(lines[0]))).toMatchObject({
      name: 'chat-drifted',
      kubernetesCluster: 'sandbox-drifted',
      targetCcu: 5000,
    });
  });
});
