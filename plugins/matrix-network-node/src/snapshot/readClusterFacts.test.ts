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

import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { KindRef, KubernetesApiError } from '../cluster';
import { readClusterFacts } from './readClusterFacts';

const apiServer = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kubernetes', namespace: 'default' },
  spec: {
    clusterIP: '10.96.0.1',
    clusterIPs: ['10.96.0.1'],
    ports: [{ name: 'https', port: 443, protocol: 'TCP' }],
  },
};
const prometheusRules = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'prometheusrules.monitoring.coreos.com' },
};

/** Lists of these kinds fail so often. */
function failing(
  failedKinds: string | readonly string[],
  statusCode: number,
  times = Infinity,
) {
  const client = new ObjectsClient([apiServer, prometheusRules]);
  const list = client.list.bind(client);
  let failures = 0;
  client.list = async (kind: KindRef) => {
    if ([failedKinds].flat().includes(kind.kind) && failures < times) {
      failures++;
      throw new KubernetesApiError({ statusCode, message: 'not now' });
    }
    return list(kind);
  };
  return client;
}

it('asks again when the cluster is busy', async () => {
  const facts = await readClusterFacts(failing('Service', 429, 2));

  expect(facts.apiServers).toEqual([{ address: '10.96.0.1', port: 443 }]);
});

it.each(['Service', 'Node', 'CustomResourceDefinition', 'Deployment'])(
  'does not take a list of kind %s that failed for an empty one',
  async kind => {
    await expect(readClusterFacts(failing(kind, 500))).rejects.toThrow(
      `Objects of kind ${kind} of cluster objects, which the stack depends on, could not be read: not now`,
    );
  },
);

it('leaves to the spec the addresses that may not be read', async () => {
  const facts = await readClusterFacts(
    failing(['Service', 'EndpointSlice', 'Node', 'ServiceCIDR'], 403),
  );

  expect(facts).toMatchObject({
    apiServers: [],
    podCidrs: [],
    nodeCidrs: [],
    serviceCidrs: [],
    prometheusOperator: false,
  });
});

it.each([
  [
    'Deployment',
    'list deployments.apps in the cluster (is an ingress-nginx or cert-manager there?)',
  ],
  [
    'DaemonSet',
    'list daemonsets.apps in the cluster (is an ingress-nginx or cert-manager there?)',
  ],
  [
    'CustomResourceDefinition',
    'list customresourcedefinitions.apiextensions.k8s.io in the cluster (is the Prometheus operator there?)',
  ],
])(
  'does not take a list of kind %s that is forbidden for an empty one',
  async (kind, right) => {
    await expect(readClusterFacts(failing(kind, 403))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: `What is installed on cluster objects is not known, and no stack is made for it: the account may not ${right}. 'matrix-network rbac --role reader' prints the rights`,
    });
  },
);

it('names all rights that are missing at once', async () => {
  await expect(
    readClusterFacts(
      failing(['Deployment', 'DaemonSet', 'CustomResourceDefinition'], 403),
    ),
  ).rejects.toThrow(
    /list deployments\.apps .*, nor list daemonsets\.apps .*, nor list customresourcedefinitions\./,
  );
});
