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

import { Labels } from '@matrix-network/backstage-plugin-matrix-network-common';
import { startSandboxCluster } from '@matrix-network/sandbox-cluster';
import path from 'node:path';
import { chooseCluster } from '../input/clusterClient';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

const spec = path.join(__dirname, '../__fixtures__/spec.yaml');

interface Options {
  labels?: Labels;
  hostNetwork?: boolean;
}

jest.setTimeout(60_000);

describe('render --context, where the cluster has components of others', () => {
  const folder = new TestFolder();
  let cluster: Awaited<ReturnType<typeof startSandboxCluster>>;
  let kubeconfig: string;
  const render = (...args: string[]) =>
    runCli(
      ...['render', '-f', spec, '--stage', 'policies', 'default-deny'],
      ...['--context', 'prod', '--kubeconfig', kubeconfig, ...args],
    );

  const component = (
    namespace: string,
    image: string,
    { labels = { app: namespace }, hostNetwork = false }: Options = {},
  ) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'controller', namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { hostNetwork, containers: [{ name: 'c', image }] },
      },
    },
  });
  const ingressNginx = (namespace: string, options?: Options) =>
    component(
      namespace,
      'registry.k8s.io/ingress-nginx/controller:v1.13.2',
      options,
    );

  beforeEach(async () => {
    cluster = await startSandboxCluster({ token: 'sandbox' });
    const server = { server: cluster.url, 'insecure-skip-tls-verify': true };
    kubeconfig = folder.file(
      'kubeconfig',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'prod', cluster: server }],
        users: [{ name: 'me', user: { token: 'sandbox' } }],
        contexts: [{ name: 'prod', context: { cluster: 'prod', user: 'me' } }],
      }),
    );
  });

  afterEach(() => cluster.close());
  afterAll(() => folder.remove());

  async function installed(objects: ReturnType<typeof component>[]) {
    const { client } = await chooseCluster({ context: 'prod', kubeconfig });
    for (const object of objects) {
      const { namespace } = object.metadata;
      await client.apply(
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: namespace },
        },
        { fieldManager: 'helm' },
      );
      await client.apply(object, { fieldManager: 'helm' });
    }
  }

  it.each([
    ['on the pod network', false, /^F14 +holds/m],
    // Whose addresses are not in files: nobody can say, and nothing is wrong.
    ['on the host network', true, /^F14 +not judgeable/m],
  ])(
    'writes a stack that verify finds nothing wrong with: %s',
    async (_, hostNetwork, outcome) => {
      await installed([
        ingressNginx('infra', { labels: { app: 'edge' }, hostNetwork }),
        component('pki', 'quay.io/jetstack/cert-manager-controller:v1.18.2'),
      ]);

      const { code, out } = await render();
      expect(code).toBe(0);
      const file = folder.file('stack.yaml', out);
      const verified = await runCli('verify', file);
      expect(verified).toMatchObject({ code: 0, err: '' });
      expect(verified.out).toMatch(outcome);

      const split = folder.file(
        'half.yaml',
        out.replace(/("namespace":)"infra"/, '$1"edge"').split('---')[0],
      );
      const both = await runCli('verify', file, split);
      expect(both.code).toBe(2);
      expect(both.err).toMatch(
        /half\.yaml:2: UsedComponent ingress-nginx: declared a second time/,
      );
    },
  );

  it('refuses where nothing tells which of several serves', async () => {
    await installed([ingressNginx('infra'), ingressNginx('edge')]);

    const { code, out, err } = await render();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /edge\/controller, infra\/controller all run .*\(on the cluster of context prod\)/,
    );
  });
});
