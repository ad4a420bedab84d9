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
import { chooseCluster } from '../input/clusterClient';
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
  /** Another on the same Kubernetes cluster. */
  const beside = specFile('beside.json', {
    ...driftedSpec,
    name: 'chat-beside',
    namespace: 'beside',
    domain: 'beside.example.org',
  });
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

  describe('of what is no longer rendered', () => {
    const leftover = (
      kind: string,
      metadata: { name: string; namespace?: string },
      labels: Record<string, string>,
      more: object = {},
    ) => ({
      apiVersion: kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'v1',
      kind,
      metadata: { ...metadata, labels },
      ...more,
    });
    const managed = { 'app.kubernetes.io/managed-by': 'matrix-network' };
    const own = {
      ...managed,
      'matrix-network.io/matrix-cluster': driftedSpec.name,
      'matrix-network.io/stage': 'policies',
    };
    const inMatrix = (name: string) => ({ name, namespace: 'matrix' });
    const spec = { spec: { podSelector: {}, policyTypes: ['Ingress'] } };
    const leftovers = [
      leftover('NetworkPolicy', inMatrix('sygnal-access'), own, spec),
      leftover('NetworkPolicy', inMatrix('another-access'), {}, spec),
      leftover('ConfigMap', inMatrix('tcp-services'), managed, { data: {} }),
      leftover('Namespace', { name: 'matrix-before' }, own),
      leftover('Namespace', { name: 'beside' }, {}),
      leftover(
        'NetworkPolicy',
        { name: 'redis-access', namespace: 'beside' },
        own,
        spec,
      ),
    ];
    const asked = async () =>
      (await chooseCluster({ context: 'drifted', kubeconfig })).client;

    beforeAll(async () => {
      const client = await asked();
      for (const object of leftovers) {
        await client.apply(object, { fieldManager: 'matrix-network' });
      }
    });

    afterAll(async () => {
      const client = await asked();
      for (const { apiVersion, kind, metadata } of leftovers) {
        await client.delete({ apiVersion, kind, ...metadata });
      }
    });

    it('says what carries the labels, and that the portal decides', async () => {
      const { out } = await plan('-f', drifted);

      expect(out).toContain(
        'No longer rendered, and still there by their labels; the portal prunes those that its inventory records, this program removes nothing:\n',
      );
      expect(out).toContain('\n  - NetworkPolicy matrix/sygnal-access\n');
      expect(out).toContain(
        '\n  - ConfigMap matrix/tcp-services (of what all Matrix clusters of the Kubernetes cluster share)\n',
      );
      expect(out).toContain(
        '\n  · Namespace matrix-before would be kept: A Namespace is deleted only when it is named',
      );
      expect(out).not.toContain('another-access');
      expect(out).toContain(
        'Not looked through for it: secrets (Secrets are never listed)\n',
      );
    });

    it('has no removals in JSON, and no number of them', async () => {
      const { out } = await plan('-f', drifted, '-o', 'json');
      const { removals, counts, unrendered } = JSON.parse(out);

      expect(removals).toBeUndefined();
      expect(counts).not.toHaveProperty('remove');
      expect(unrendered.objects).toContainEqual({
        object: 'NetworkPolicy matrix/sygnal-access',
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        namespace: 'matrix',
        name: 'sygnal-access',
        stage: 'policies',
        ownership: 'own',
        portal: 'prunesIfRecorded',
      });
      expect(unrendered.unread).toEqual([
        expect.objectContaining({ resource: 'secrets' }),
      ]);
    });

    it('keeps what those beside it have rendered', async () => {
      const alone = await plan('-f', drifted);
      expect(alone.out).toContain('\n  - NetworkPolicy beside/redis-access\n');

      const { out } = await plan('-f', drifted, '--beside', beside);

      expect(out).toContain('\n  - NetworkPolicy matrix/sygnal-access\n');
      expect(out).toContain(
        '\n  · NetworkPolicy beside/redis-access would be kept: Matrix cluster chat-beside uses it\n',
      );
    });

    it('says of which kinds the account may not read all', async () => {
      const switchFaults = (method: 'PUT' | 'DELETE', faults?: object) =>
        fetch(`${cluster.url}/sandbox/faults`, {
          method,
          headers: {
            authorization: 'Bearer sandbox',
            'content-type': 'application/json',
          },
          ...(faults && { body: JSON.stringify(faults) }),
        });
      await switchFaults('PUT', {
        forbid: [{ group: '*', resource: 'clusterroles', verbs: ['list'] }],
      });
      try {
        const { out } = await plan('-f', drifted);
        expect(out).toContain(
          'Not looked through for it: clusterroles.rbac.authorization.k8s.io (the account may not list them); secrets',
        );
      } finally {
        await switchFaults('DELETE');
      }
    });
  });

  it('counts the users of those beside it', async () => {
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
