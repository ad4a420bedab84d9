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
  driftedSpec,
  mirrorFiles,
  sandboxDrifted,
  startDemoCluster,
} from '@matrix-network/sandbox-cluster';
import {
  StackPlan,
  StackSpec,
  toStackSpecDocument,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import path from 'node:path';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

jest.setTimeout(60_000);

describe('plan', () => {
  const folder = new TestFolder();
  let cluster: Awaited<ReturnType<typeof startDemoCluster>>;
  let kubeconfig: string;
  mirrorFiles().forEach((text, file) => folder.file(`mirror/${file}`, text));
  const specFile = (name: string, spec: StackSpec) =>
    folder.file(name, JSON.stringify(toStackSpecDocument(spec)));
  const drifted = specFile('drifted.json', driftedSpec);
  const plan = (...args: string[]) =>
    runCli(
      ...['plan', '--context', 'drifted', '--kubeconfig', kubeconfig],
      ...['--mirror', path.join(folder.path, 'mirror')],
      ...['--digests', 'firstUse', ...args],
    );
  const planned = async (...args: string[]) => {
    const { code, out } = await plan('-f', drifted, '-o', 'json', ...args);
    const { objects, ...rest }: StackPlan = JSON.parse(out);
    const actionOf = (name: string) =>
      objects.find(({ object }) => object === name)?.plan.action;
    const conflicts = objects.flatMap(each =>
      each.plan.action === 'conflict' ? each.object : [],
    );
    return { code, actionOf, conflicts, ...rest };
  };

  beforeAll(async () => {
    cluster = await startDemoCluster(sandboxDrifted, {
      token: 'sandbox',
      port: 0,
      delayMs: 20,
    });
    const server = { server: cluster.url, 'insecure-skip-tls-verify': true };
    kubeconfig = folder.file(
      'kubeconfig',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'drifted', cluster: server }],
        users: [{ name: 'me', user: { token: 'sandbox' } }],
        contexts: [
          { name: 'drifted', context: { cluster: 'drifted', user: 'me' } },
        ],
      }),
    );
  });

  afterAll(async () => {
    await cluster.close();
    folder.remove();
  });

  it('says what an apply would create and change, and which flows that closes', async () => {
    const { out } = await plan('-f', drifted);

    expect(out).toMatch(/^\d+ to create, \d+ to change, \d+ unchanged/);
    expect(out).toMatch(
      /^.* undecided, what a prune would delete is not known here\n/,
    );
    expect(out).toContain('\n  + NetworkPolicy matrix/key-vault-isolation\n');
    expect(out).toMatch(/Flows over the pods that run now: \d+ opened/);
    expect(out).toContain(
      'F6 (Synapse (main) → key_vault TCP 8000 must work) holds then, and is violated now',
    );
  });

  it('fails where others own what would change, until told to take that over', async () => {
    const first = await planned();
    expect(first.conflicts).not.toEqual([]);
    expect(first.code).toBe(1);

    const second = await planned('--force', ...first.conflicts);
    expect(second.conflicts).toEqual([]);
    expect(second.counts.refused).toBe(0);
    expect(second.code).toBe(0);
    // cert-manager's webhook is down there: its kinds cannot be decided.
    const [policy] = first.conflicts.filter(name => name.startsWith('Net'));
    expect(second.actionOf(policy)).toBe('change');

    const strict = await planned('--exit-code', '--force', ...first.conflicts);
    expect(strict.code).toBe(1);
  });

  it('changes nothing', async () => {
    const first = await planned();
    const second = await planned();

    expect(second.counts).toEqual(first.counts);
    expect(second.actionOf('NetworkPolicy matrix/key-vault-isolation')).toBe(
      'create',
    );
  });

  it('counts the users of those beside it', async () => {
    const beside = specFile('beside.json', {
      ...driftedSpec,
      name: 'chat-beside',
      namespace: 'beside',
      domain: 'beside.example.org',
    });
    const { out } = await plan('-f', drifted, '--beside', beside);

    expect(out).toContain('are shared with chat-beside');
  });

  it('names an object to force that there is not, and a context', async () => {
    const force = await plan('-f', drifted, '--force', 'redis-access');
    expect(force.code).toBe(2);
    expect(force.err).toContain("--force 'redis-access' is no object");
    expect(force.err).toContain('is accepted');

    const context = await plan('-f', drifted, '--context', 'nowhere');
    expect(context.code).toBe(2);
    expect(context.err).toMatch(
      /kubeconfig:1:\d+: contexts: none is called 'nowhere', .*accepted: drifted/,
    );
  });

  it('names the field of a spec that does not fit what is beside it', async () => {
    const other = specFile('other.json', { ...driftedSpec, name: 'other' });
    const { code, err } = await plan('-f', drifted, '--beside', other);

    expect(code).toBe(2);
    expect(err).toMatch(
      /drifted\.json:1:\d+: MatrixCluster \S+: spec\.namespace: 'matrix' belongs to .* \(on the cluster of context drifted\)/,
    );
  });
});
