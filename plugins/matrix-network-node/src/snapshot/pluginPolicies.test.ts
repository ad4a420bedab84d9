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

import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { aSpec } from '../__testUtils__/specs';
import { KindRef } from '../cluster';
import { readSnapshot } from './readSnapshot';

afterEach(stopTestClusters);

/** A custom resource with the least schema that an API server takes. */
function definition(group: string, kind: string, scope: string) {
  const plural = `${kind.toLowerCase().replace(/y$/, 'ie')}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, listKind: `${kind}List` },
      versions: [
        {
          name: 'v1',
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
}

describe('policies of network plugins in a snapshot', () => {
  it('are those that decide over the Matrix namespace, by name', async () => {
    const { client } = await testCluster();
    const apply = (kind: KindRef, name: string, namespace?: string) =>
      client.apply(
        { ...kind, metadata: { name, ...(namespace && { namespace }) } },
        { fieldManager: 'test' },
      );
    const calico = 'crd.projectcalico.org';
    for (const [kind, scope] of [
      ['GlobalNetworkPolicy', 'Cluster'],
      ['NetworkPolicy', 'Namespaced'],
    ]) {
      await client.apply(definition(calico, kind, scope), {
        fieldManager: 'test',
      });
      const ref = { apiVersion: `${calico}/v1`, kind };
      while (!(await client.serves(ref))) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    }
    for (const name of ['matrix', 'calico-system']) {
      await apply({ apiVersion: 'v1', kind: 'Namespace' }, name);
      await apply(
        { apiVersion: `${calico}/v1`, kind: 'NetworkPolicy' },
        'own',
        name,
      );
    }
    await apply(
      { apiVersion: `${calico}/v1`, kind: 'GlobalNetworkPolicy' },
      'allow-all',
    );

    const { pluginPolicies, networkPolicies, reads } = await readSnapshot(
      client,
      aSpec(),
    );
    expect(reads.pluginPolicies).toEqual({ status: 'ok' });
    expect(pluginPolicies).toEqual([
      {
        apiVersion: `${calico}/v1`,
        kind: 'NetworkPolicy',
        namespace: 'matrix',
        name: 'own',
      },
      {
        apiVersion: `${calico}/v1`,
        kind: 'GlobalNetworkPolicy',
        name: 'allow-all',
      },
    ]);
    // A Calico policy of that name is no NetworkPolicy of Kubernetes.
    expect(networkPolicies).toEqual([]);
  });

  it('are not looked for where no plugin brings its kinds', async () => {
    const { client } = await testCluster();
    const { reads } = await readSnapshot(client, aSpec());
    expect(reads.pluginPolicies).toEqual({ status: 'notInstalled' });
  });
});
