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
  BRIDGE_POLICY,
  bridgePolicy,
  FIELD_MANAGER,
  KubernetesObject,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  forbidden,
  stopTestClusters,
  testCluster,
} from '../../__testUtils__/sandbox';
import { aSpec, someFacts } from '../../__testUtils__/specs';
import { quick, recorder, stackOf } from '../../__testUtils__/stacks';
import { ClusterClient, KubernetesApiError } from '../../cluster';
import { applyStack } from '../applyStack';

afterEach(stopTestClusters);

const spec = aSpec();
const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'matrix' },
};
const rendered = renderPolicies(spec, someFacts).map(policy => ({ ...policy }));
const isDeny = ({ metadata }: KubernetesObject) =>
  metadata.name === 'default-deny-all';
const stack = stackOf(
  { id: 'namespaces', objects: [namespace] },
  { id: 'policies', objects: rendered.filter(policy => !isDeny(policy)) },
  { id: 'default-deny', objects: rendered.filter(isDeny) },
);
const policyKind = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
};
const bridgePolicyOf = (matrixCluster: string): KubernetesObject => ({
  ...bridgePolicy(matrixCluster, 'matrix'),
});
const bridge = bridgePolicyOf(spec.name);
const bridgeRef = {
  ...policyKind,
  namespace: 'matrix',
  name: BRIDGE_POLICY,
};

const apply = (
  client: ClusterClient,
  options: Partial<Parameters<typeof applyStack>[0]> = {},
) => {
  const { events, onProgress } = recorder();
  const result = applyStack({
    client,
    stack,
    ...quick,
    onProgress,
    ...options,
  });
  const messages = () =>
    events.flatMap(event => (event.type === 'message' ? event.message : []));
  return { result, messages };
};

async function clusterWithNamespace(
  options: Parameters<typeof testCluster>[0] = {},
) {
  const cluster = await testCluster(options);
  await cluster.client.apply(namespace, { fieldManager: 'somebody' });
  const writesOfBridge = () =>
    cluster.requests.filter(
      ({ name, verb }) => name === BRIDGE_POLICY && verb !== 'get',
    );
  return { ...cluster, writesOfBridge };
}

it('costs a namespace that is yet to be made no request', async () => {
  const { client, requests } = await testCluster();

  await apply(client).result;

  const policies = requests.filter(
    ({ resource }) => resource === 'networkpolicies',
  );
  expect(policies.map(({ verb }) => verb)).toEqual(rendered.map(() => 'patch'));
  expect(
    requests.filter(({ resource }) => resource === 'selfsubjectaccessreviews'),
  ).toEqual([]);
});

it('is in before the first policy of a namespace and out after the last', async () => {
  const { client, requests } = await clusterWithNamespace();

  const { result, messages } = apply(client);
  await expect(result).resolves.toEqual({
    created: rendered.length,
    changed: 0,
    unchanged: 1,
    conflicts: [],
  });

  const writes = requests
    .filter(
      ({ resource, verb }) =>
        resource === 'networkpolicies' && ['patch', 'delete'].includes(verb),
    )
    .map(({ verb, name }) => `${verb} ${name}`);
  expect(writes[0]).toBe(`patch ${BRIDGE_POLICY}`);
  expect(writes.slice(-2)).toEqual([
    'patch default-deny-all',
    `delete ${BRIDGE_POLICY}`,
  ]);
  expect(messages()).toEqual([
    expect.stringContaining('lets everything through while policies go in'),
    expect.stringContaining('is out again'),
  ]);
  expect(await client.exists(bridgeRef)).toBe(false);
});

it('costs an apply over a whole stack no request', async () => {
  const { client, requests } = await clusterWithNamespace();
  await apply(client).result;
  const before = requests.length;

  const { result, messages } = apply(client);
  await expect(result).resolves.toMatchObject({ created: 0, changed: 0 });

  const verbs = requests
    .slice(before)
    .filter(({ resource }) => resource === 'networkpolicies')
    .map(({ verb }) => verb);
  // The dry runs.
  expect(verbs.filter(verb => verb !== 'patch')).toEqual(['list']);
  expect(messages()).toEqual([]);
});

it('is not missed where only the default deny is missing, and is where more is', async () => {
  const { client, writesOfBridge } = await clusterWithNamespace();
  await apply(client).result;
  const before = writesOfBridge().length;
  const without = async (...names: string[]) => {
    for (const name of names) {
      await client.delete({ ...bridgeRef, name });
    }
    const { result, messages } = apply(client);
    await result;
    return messages();
  };

  expect(await without('default-deny-all')).toEqual([]);
  expect(await without('default-deny-all', 'redis-access')).toEqual([
    expect.stringContaining('flows of pods that run there may be cut off'),
  ]);
  expect(writesOfBridge()).toHaveLength(before);
});

describe('after an outage while the Namespace was planned', () => {
  const failing = new KubernetesApiError({
    statusCode: 500,
    message:
      'Internal error occurred: failed calling webhook "namespaces.example.org": no endpoints available',
  });
  const isInAndOut = async (
    { requests, client }: Awaited<ReturnType<typeof clusterWithNamespace>>,
    { result, messages }: ReturnType<typeof apply>,
  ) => {
    await result;
    const writes = requests
      .filter(
        ({ resource, verb }) =>
          resource === 'networkpolicies' && ['patch', 'delete'].includes(verb),
      )
      .map(({ verb, name }) => `${verb} ${name}`);
    return (
      writes[0] === `patch ${BRIDGE_POLICY}` &&
      writes[writes.length - 1] === `delete ${BRIDGE_POLICY}` &&
      messages().some(message => message.includes('is out again')) &&
      !(await client.exists(bridgeRef))
    );
  };

  it('goes in and out where only the dry run was not answered', async () => {
    const cluster = await clusterWithNamespace();
    const { client } = cluster;
    const real = client.apply.bind(client);
    let left = 3;
    client.apply = async (object, options) => {
      if (object.kind === 'Namespace' && options.dryRun && left > 0) {
        left--;
        throw failing;
      }
      return real(object, options);
    };

    expect(await isInAndOut(cluster, apply(client))).toBe(true);
    expect(left).toBe(0);
  });

  it('goes in and out where it could not even be read', async () => {
    const cluster = await clusterWithNamespace();
    const { client } = cluster;
    const real = client.get.bind(client);
    // Longer than a plan tries it.
    const until = Date.now() + 2_000;
    client.get = async (ref, options) => {
      if (ref.kind === 'Namespace' && Date.now() < until) {
        throw failing;
      }
      return real(ref, options);
    };

    const patient = { attempts: 60, firstDelay: 50, maxDelay: 100 };
    expect(await isInAndOut(cluster, apply(client, { retry: patient }))).toBe(
      true,
    );
  });
});

it("stays where it is another Matrix cluster's, and how it goes is said", async () => {
  const { client, requests, writesOfBridge } = await clusterWithNamespace();
  await client.apply(bridgePolicyOf('chat-us'), {
    fieldManager: FIELD_MANAGER,
  });
  const before = writesOfBridge().length;

  for (let times = 0; times < 2; times++) {
    const { result, messages } = apply(client);
    await result;
    expect(messages()).toEqual([
      'NetworkPolicy matrix/matrix-network-bridge lets everything through, and stays: it carries the label of Matrix cluster chat-us. While it is there nothing is closed in namespace matrix. If nothing else is being applied or uninstalled there now, delete it: kubectl -n matrix delete networkpolicy matrix-network-bridge',
    ]);
  }

  expect(writesOfBridge()).toHaveLength(before);
  expect(
    requests.filter(({ resource }) => resource === 'selfsubjectaccessreviews'),
  ).toEqual([]);
});

describe('where the policies of the namespace can not be listed', () => {
  async function unlisted() {
    const noList: { now: boolean } = { now: false };
    const cluster = await clusterWithNamespace({
      faults: {
        async before(request) {
          return noList.now &&
            request.verb === 'list' &&
            request.resource === 'networkpolicies'
            ? forbidden(request)
            : { outcome: 'proceed' };
        },
      },
    });
    await apply(cluster.client).result;
    noList.now = true;
    return cluster;
  }

  it('goes where an earlier apply has left it', async () => {
    const { client } = await unlisted();
    await client.apply(bridge, { fieldManager: FIELD_MANAGER });

    const { result, messages } = apply(client);
    await result;

    expect(messages()).toEqual([
      expect.stringContaining('is there from an operation'),
      expect.stringContaining('is out again'),
    ]);
    expect(await client.exists(bridgeRef)).toBe(false);
  });

  it('is missed only where something can be lost', async () => {
    const { client } = await unlisted();
    const messagesOf = async () => {
      const { result, messages } = apply(client);
      await result;
      return messages();
    };

    expect(await messagesOf()).toEqual([]);
    await client.delete({ ...bridgeRef, name: 'default-deny-all' });
    expect(await messagesOf()).toEqual([]);
    await client.delete({ ...bridgeRef, name: 'default-deny-all' });
    await client.delete({ ...bridgeRef, name: 'redis-access' });
    expect(await messagesOf()).toEqual([
      expect.stringContaining('its NetworkPolicies can not be listed'),
    ]);
  });
});

it('goes where an earlier apply has left it, also where all is closed by now', async () => {
  const { client } = await clusterWithNamespace();
  await apply(client).result;
  await client.apply(bridge, { fieldManager: FIELD_MANAGER });

  await apply(client).result;

  expect(await client.exists(bridgeRef)).toBe(false);
});

describe('where something is closed already', () => {
  it('opens nothing beside policies of others, and says what that means', async () => {
    const { client, writesOfBridge } = await clusterWithNamespace();
    await client.apply(
      {
        ...policyKind,
        metadata: { namespace: 'matrix', name: 'theirs' },
        spec: { podSelector: {} },
      },
      { fieldManager: 'somebody' },
    );

    const { result, messages } = apply(client);
    await result;

    expect(writesOfBridge()).toEqual([]);
    expect(messages()).toEqual([
      'No policy stands in for the others in namespace matrix: theirs would be undone by it. Until the last of them is in, or out, flows of pods that run there may be cut off',
    ]);
  });

  it('opens nothing beside policies of a network plugin', async () => {
    const { client, writesOfBridge } = await clusterWithNamespace();
    const calico = {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'GlobalNetworkPolicy',
    };
    await client.apply(
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'globalnetworkpolicies.crd.projectcalico.org' },
        spec: {
          group: 'crd.projectcalico.org',
          scope: 'Cluster',
          names: {
            kind: calico.kind,
            plural: 'globalnetworkpolicies',
            listKind: 'GlobalNetworkPolicyList',
          },
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
      },
      { fieldManager: 'test' },
    );
    while (!(await client.serves(calico))) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await client.apply(
      { ...calico, metadata: { name: 'deny-all' } },
      { fieldManager: 'test' },
    );

    const { result, messages } = apply(client);
    await result;

    expect(writesOfBridge()).toEqual([]);
    expect(messages()).toEqual([
      expect.stringContaining(
        'GlobalNetworkPolicy deny-all may be undone by it',
      ),
    ]);
  });

  it('opens nothing where that can not be read', async () => {
    const { client, writesOfBridge } = await clusterWithNamespace({
      faults: {
        async before(request) {
          return request.verb === 'list' &&
            request.resource === 'networkpolicies'
            ? forbidden(request)
            : { outcome: 'proceed' };
        },
      },
    });

    const { result, messages } = apply(client);
    await result;

    expect(writesOfBridge()).toEqual([]);
    expect(messages()).toEqual([
      expect.stringContaining('its NetworkPolicies can not be listed'),
    ]);
  });
});

describe('where it can not go in', () => {
  const patches = (requests: { verb: string; resource: string }[]) =>
    requests.filter(
      ({ verb, resource }) =>
        verb === 'patch' && resource === 'networkpolicies',
    );

  it('touches no policy where it could not be taken out', async () => {
    const { client, requests } = await clusterWithNamespace({
      faults: {
        before: async () => ({ outcome: 'proceed' }),
        forbids: ({ verb, resource }) =>
          verb === 'delete' && resource === 'networkpolicies'
            ? 'no rule allows it'
            : undefined,
      },
    });

    await expect(apply(client).result).rejects.toThrow(
      "No policy was touched: the portal may not delete networkpolicies.networking.k8s.io in namespace matrix, and NetworkPolicy matrix/matrix-network-bridge has to go in first and out last. Grant it: 'matrix-network rbac --role applier' prints the rights",
    );
    expect(patches(requests)).toEqual([]);
  });

  it('touches no other policy where it is refused', async () => {
    const { client, requests } = await clusterWithNamespace({
      storeOptions: {
        admission: ({ name }) =>
          name === BRIDGE_POLICY
            ? {
                result: 'denied',
                webhook: 'policies.example.org',
                message: 'nothing may be open to all',
              }
            : undefined,
      },
    });

    await expect(apply(client).result).rejects.toThrow(
      /matrix-network-bridge could not be applied: .*nothing may be open to all\. It has to stand in .*: no other policy was touched/,
    );
    expect(patches(requests)).toHaveLength(1);
  });
});

it('says so where it can not be taken out in the end', async () => {
  const { client } = await clusterWithNamespace({
    faults: {
      async before(request) {
        return request.name === BRIDGE_POLICY && request.verb === 'delete'
          ? forbidden(request)
          : { outcome: 'proceed' };
      },
    },
  });

  await expect(apply(client).result).rejects.toThrow(
    /matrix-network-bridge could not be deleted: .*cannot delete.*nothing is closed in namespace matrix either/,
  );
});
