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
  sandboxDrifted,
  startDemoCluster,
} from '@matrix-network/sandbox-cluster';
import { toStackSpecDocument } from '@matrix-network/backstage-plugin-matrix-network-common';
import { chooseCluster } from '../input/clusterClient';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

/** A custom resource of Cilium's with the least schema that an API server takes. */
const ciliumPolicies = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'ciliumnetworkpolicies.cilium.io' },
  spec: {
    group: 'cilium.io',
    scope: 'Namespaced',
    names: {
      kind: 'CiliumNetworkPolicy',
      plural: 'ciliumnetworkpolicies',
      listKind: 'CiliumNetworkPolicyList',
    },
    versions: [
      {
        name: 'v2',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

jest.setTimeout(60_000);

describe('verify --context', () => {
  const folder = new TestFolder();
  let cluster: Awaited<ReturnType<typeof startDemoCluster>>;
  let kubeconfig: string;
  const spec = folder.file(
    'spec.json',
    JSON.stringify(toStackSpecDocument(driftedSpec)),
  );
  const verify = (...args: string[]) =>
    runCli(
      ...['verify', '--context', 'drifted', '--kubeconfig', kubeconfig],
      ...['-f', spec, ...args],
    );
  const switchFaults = (method: 'PUT' | 'DELETE', faults?: object) =>
    fetch(`${cluster.url}/sandbox/faults`, {
      method,
      headers: {
        authorization: 'Bearer sandbox',
        'content-type': 'application/json',
      },
      ...(faults && { body: JSON.stringify(faults) }),
    });

  beforeAll(async () => {
    cluster = await startDemoCluster(sandboxDrifted, {
      token: 'sandbox',
      port: 0,
      delayMs: 20,
    });
    kubeconfig = folder.file(
      'kubeconfig',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'drifted',
            cluster: { server: cluster.url, 'insecure-skip-tls-verify': true },
          },
        ],
        users: [{ name: 'me', user: { token: 'sandbox' } }],
        contexts: [
          { name: 'drifted', context: { cluster: 'drifted', user: 'me' } },
        ],
        'current-context': 'drifted',
      }),
    );
  });

  afterAll(async () => {
    await cluster.close();
    folder.remove();
  });

  it('judges the cluster of a context, and names what has drifted', async () => {
    const { code, out, err } = await verify('-o', 'json');
    expect(err).toBe('');
    expect(code).toBe(1);
    const report: { findings: { title: string }[]; assumed: string[] } =
      JSON.parse(out);
    expect(report.assumed).toEqual([]);
    expect(report.findings.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'Policy key-vault-isolation is missing',
        'Policy sync-system-access selects app.kubernetes.io/name=sync-sytem, which no pod has',
      ]),
    );
  });

  it('puts the results of SARIF at the spec', async () => {
    const { code, out } = await verify('-o', 'sarif');
    expect(code).toBe(1);
    const [{ results }] = JSON.parse(out).runs;
    const missing = results.find(
      ({ ruleId }: { ruleId: string }) => ruleId === 'policy-missing',
    );
    expect(missing.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: expect.stringMatching(/spec\.json$/) },
          region: { startLine: 1 },
        },
      },
    ]);
  });

  describe('with rights that are missing', () => {
    afterEach(async () => {
      await switchFaults('DELETE');
    });

    it.each([
      ['networkpolicies', 'networkpolicies.networking.k8s.io'],
      ['pods', 'pods'],
      ['namespaces', 'namespaces'],
    ])('does not pass without %s, and says why', async (resource, named) => {
      const set = await switchFaults('PUT', {
        forbid: [{ group: '*', resource, verbs: ['list'] }],
      });
      expect(set.status).toBe(200);

      const { code, out, err } = await verify();

      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/kubeconfig:1:\d+: context drifted \(http:/);
      expect(err).toContain(
        `(${cluster.url}) cannot be judged: its user may not list ${named} in all namespaces`,
      );
      expect(err).toContain('rbac --role reader');
    });
  });

  it('names policies of a network plugin without calling them violations', async () => {
    const { client } = await chooseCluster({
      context: 'drifted',
      kubeconfig,
    });
    const kind = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' };
    const by = { fieldManager: 'test' };
    await client.apply(ciliumPolicies, by);
    while (!(await client.serves(kind))) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await client.apply(
      { ...kind, metadata: { name: 'allow-all', namespace: 'matrix' } },
      by,
    );

    const { out } = await verify('-o', 'json');

    const { findings } = JSON.parse(out);
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'policy-kind-not-judged',
        cause: expect.stringContaining('CiliumNetworkPolicy matrix/allow-all'),
        isViolation: false,
      }),
    );
  });
});
