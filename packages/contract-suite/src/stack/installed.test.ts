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
  KubernetesObject,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  applyStack,
  inventoryOf,
  planRemoval,
  rbacObjects,
  readClusterFacts,
  removeObjects,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { setTimeout as delay } from 'node:timers/promises';
import { hasKubernetes } from '../servers';
import { listAt } from '../topics/helpers';
import { monitoringKinds } from '../topics/conflicts';
import { grantedBy, isAskedFor, isHeldFor } from './grants';
import { aSpec, objectsOf, realMirror, renderedStack } from './renderedStack';
import { Account, startStackServer, StackServer } from './stackServer';

// The rights fit upstream's roles, not the sandbox's miniatures of them. `npm test`
// says loudly where there is no server, or no mirror.
const describeReal = hasKubernetes && realMirror ? describe : describe.skip;

const patience = { interval: 100, timeout: 90_000, optionalTimeout: 30_000 };

describeReal("a stack on a real API server, with the applier's rights", () => {
  let server: StackServer;
  let applier: Account;
  let stack: Stack;

  const apply = () =>
    applyStack({
      client: applier.client,
      stack,
      wait: patience,
    });

  const takeOut = async () =>
    removeObjects({
      client: applier.client,
      steps: await planRemoval({
        client: applier.client,
        matrixCluster: stack.matrixCluster,
        recorded: inventoryOf(stack),
        rendered: [],
        neighbours: [],
      }),
      wait: patience,
    });

  beforeAll(async () => {
    server = await startStackServer();
    for (const definition of monitoringKinds) {
      await server.api.create(
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        definition,
      );
    }
    applier = await server.account('applier', ['reader', 'applier']);
    const facts = await readClusterFacts(applier.client);
    const spec = aSpec({
      certificates: { issuer: 'selfsigned', wildcard: true },
    });
    stack = await renderedStack(spec, { ...facts, prometheusOperator: true });
  }, 180_000);

  afterAll(() => server?.stop());

  /** Runs while a role of the applier lacks what `lacks` says of its rules. */
  async function without<T>(
    role: string,
    lacks: (rule: unknown) => boolean,
    run: () => Promise<T>,
  ): Promise<T> {
    const path = `/apis/rbac.authorization.k8s.io/v1/${role}`;
    const { body } = await server.api.get(path);
    const rules = listAt(body, 'rules');
    await server.api.merge(path, { rules: rules.filter(rule => !lacks(rule)) });
    // The authorizer learns of it a moment later.
    await delay(1_000);
    try {
      return await run();
    } finally {
      await server.api.merge(path, { rules });
      await delay(1_000);
    }
  }

  it('goes in as a whole', async () => {
    const result = await apply();

    expect(result.conflicts).toEqual([]);
    expect(result.created + result.changed).toBe(objectsOf(stack).length);
  }, 180_000);

  it('is as it was applied, and a second apply changes nothing', async () => {
    const before = await versions();
    const result = await apply();

    expect(result).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: objectsOf(stack).length,
      conflicts: [],
    });
    expect(await versions()).toEqual(before);
  }, 120_000);

  /** What every object's version is; hooks come and go. */
  async function versions(): Promise<Record<string, string | undefined>> {
    const objects = objectsOf(stack).filter(({ kind }) => kind !== 'Job');
    const found = await Promise.all(
      objects.map(async ({ apiVersion, kind, metadata }) => {
        const { namespace, name } = metadata;
        const live = await applier.client.get({
          apiVersion,
          kind,
          namespace,
          name,
        });
        return [
          `${kind} ${namespace ?? ''}/${name}`,
          live?.metadata.generation?.toString() ??
            live?.metadata.resourceVersion,
        ] as const;
      }),
    );
    return Object.fromEntries(found);
  }

  it('sets replicas again that an autoscaler has left behind', async () => {
    const deployments = [
      ['ingress-nginx', 'ingress-nginx-controller'],
      ['cert-manager', 'cert-manager'],
    ];
    for (const [namespace, name] of deployments) {
      // As the controller of a HorizontalPodAutoscaler writes, which is gone since.
      const scaled = await server.api.merge(
        `/apis/apps/v1/namespaces/${namespace}/deployments/${name}/scale`,
        { spec: { replicas: 9 } },
        'kube-controller-manager',
      );
      expect(scaled.status).toBe(200);
    }

    const result = await apply();

    expect(result).toMatchObject({ created: 0, changed: 2, conflicts: [] });
  }, 120_000);

  it('goes out again, but for Namespaces, CRDs and Secrets', async () => {
    const { kept, removed } = await takeOut();

    const keptKinds = new Set(kept.map(({ object }) => object.split(' ')[0]));
    expect([...keptKinds].sort()).toEqual(
      expect.arrayContaining(['CustomResourceDefinition', 'Namespace']),
    );
    expect(keptKinds.has('ClusterRole')).toBe(false);
    expect(removed).toBeGreaterThan(60);
  }, 120_000);

  it.each([
    [
      'a permission is missing',
      'namespaces/matrix/roles/matrix-network-apply-applier',
      'networkpolicies',
      'the portal may not patch and delete networkpolicies.networking.k8s.io in namespace matrix',
    ],
    [
      'a right is not held that a role of a component allows',
      'clusterroles/matrix-network-apply-applier',
      'challenges',
      'is attempting to grant RBAC permissions not currently held:\n{APIGroups:["acme.cert-manager.io"]',
    ],
  ])(
    'does not go in where %s, and says which',
    async (_, role, lacking, message) => {
      const failure = await without(
        role,
        rule => listAt(rule, 'resources').includes(lacking),
        () =>
          apply().then(
            () => undefined,
            (error: Error) => error.message,
          ),
      );

      await takeOut();

      expect(failure).toContain(message);
    },
    120_000,
  );

  it('goes in with the releases of the specification, and a second apply changes nothing', async () => {
    const facts = await readClusterFacts(applier.client);
    stack = await renderedStack(
      aSpec({
        ingress: { release: '1.11.1', exposure: 'loadBalancer' },
        certificates: { release: '1.14.0', issuer: 'selfsigned' },
      }),
      { ...facts, prometheusOperator: true },
    );
    const first = await apply();
    const second = await apply();
    await takeOut();

    expect(first.conflicts).toEqual([]);
    expect(second).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: objectsOf(stack).length,
    });
  }, 180_000);

  it('goes in beside an ingress-nginx of others without a right on it', async () => {
    const beside = await server.account('beside', ['reader', 'applier'], {
      ingressController: 'existing',
    });
    const facts = await readClusterFacts(applier.client);
    stack = await renderedStack(
      aSpec({ certificates: { issuer: 'selfsigned' } }),
      {
        ...facts,
        prometheusOperator: true,
        ingressController: {
          version: '1.13.2',
          namespace: 'infra',
          owner: 'Helm release web',
        },
      },
    );
    // The authorizer learns of new roles a moment later.
    await delay(1_000);
    const { conflicts, created, changed, unchanged } = await applyStack({
      client: beside.client,
      stack,
      wait: patience,
    });
    await takeOut();

    expect(conflicts).toEqual([]);
    expect(created + changed + unchanged).toBe(objectsOf(stack).length);
    expect(objectsOf(stack).some(({ kind }) => kind === 'ClusterRole')).toBe(
      true,
    );
  }, 180_000);

  it('needs every right that the role has, but those held for other roles', async () => {
    // The other ways of a stack: a DaemonSet of controllers, another issuer.
    const facts = await readClusterFacts(applier.client);
    stack = await renderedStack(
      aSpec({
        ingress: { exposure: 'nodeLocal' },
        certificates: {
          issuer: 'organisation-ca',
          organisationCaSecret: 'organisation-ca',
        },
      }),
      { ...facts, prometheusOperator: true },
    );
    await apply();
    await takeOut();
    const role = rbacObjects({
      role: 'applier',
      namespaces: ['matrix'],
      serviceAccount: { namespace: 'matrix-network', name: 'applier' },
    });
    const roles: KubernetesObject[] = objectsOf(stack).filter(({ kind }) =>
      /^(Cluster)?Role$/.test(kind),
    );

    const idle = grantedBy(role).filter(
      grant => !isAskedFor(grant, applier.asked()) && !isHeldFor(grant, roles),
    );

    expect(idle).toEqual([]);
  }, 240_000);
});
