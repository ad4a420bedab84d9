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
  assess,
  KubernetesObject,
  ProbePlan,
  Snapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  applyStack,
  inventoryOf,
  planRemoval,
  readClusterFacts,
  readSnapshot,
  rbacObjects,
  RemovalStep,
  removeObjects,
  runProbes,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { setTimeout as delay } from 'node:timers/promises';
import { hasKubernetes } from '../servers';
import { at, listAt, until } from '../topics/helpers';
import { grantedBy, isAskedFor } from './grants';
import { aSpec, objectsOf, renderedStack, someFacts } from './renderedStack';
import { Account, startStackServer, StackServer } from './stackServer';

// `npm test` says loudly where there is none.
const describeReal = hasKubernetes ? describe : describe.skip;

const spec = aSpec();
const clusterRoles = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
const readerRole = `${clusterRoles}/matrix-network-read-reader`;

/** One resource of one rule of the reader. */
interface Readable {
  group: string;
  resource: string;
}

const readerObjects = rbacObjects({
  role: 'reader',
  namespaces: [],
  serviceAccount: { namespace: 'matrix-network', name: 'reader' },
});

const readables: Readable[] = grantedBy(readerObjects).filter(
  ({ namespace }) => namespace === '',
);

/** A kind that no component of the test brings, so that the reader meets every kind it asks for. */
const standIn = (
  { group, resource }: Readable,
  kind: string,
  version: string,
) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: `${resource}.${group}`,
    annotations: { 'api-approved.kubernetes.io': 'unapproved, a stand-in' },
  },
  spec: {
    group,
    scope: 'Cluster',
    names: { plural: resource, singular: kind.toLowerCase(), kind },
    versions: [
      {
        name: version,
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
});

/** Kinds of others, by the names that they have in their own projects. */
const standIns: [
  group: string,
  version: string,
  ...kinds: [string, string][],
][] = [
  [
    'policy.networking.k8s.io',
    'v1alpha1',
    ['AdminNetworkPolicy', 'adminnetworkpolicies'],
    ['BaselineAdminNetworkPolicy', 'baselineadminnetworkpolicies'],
  ],
  [
    'policy.networking.k8s.io',
    'v1alpha2',
    ['ClusterNetworkPolicy', 'clusternetworkpolicies'],
  ],
  ['monitoring.coreos.com', 'v1', ['PrometheusRule', 'prometheusrules']],
  [
    'cilium.io',
    'v2',
    ['CiliumNetworkPolicy', 'ciliumnetworkpolicies'],
    ['CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies'],
  ],
  [
    'crd.projectcalico.org',
    'v1',
    ['NetworkPolicy', 'networkpolicies'],
    ['GlobalNetworkPolicy', 'globalnetworkpolicies'],
  ],
  [
    'crd.antrea.io',
    'v1beta1',
    ['NetworkPolicy', 'networkpolicies'],
    ['ClusterNetworkPolicy', 'clusternetworkpolicies'],
  ],
  ['k8s.ovn.org', 'v1', ['EgressFirewall', 'egressfirewalls']],
  ['security.istio.io', 'v1', ['AuthorizationPolicy', 'authorizationpolicies']],
];

describeReal('accounts with the rights of a role on a real API server', () => {
  let server: StackServer;
  let reader: Account;
  let prober: Account;

  const snapshotOf = (account: Account): Promise<Snapshot> =>
    readSnapshot(account.client, spec);

  beforeAll(async () => {
    server = await startStackServer();
    const { api } = server;
    const definitions = [
      ...objectsOf(await renderedStack(spec)).filter(
        ({ kind }) => kind === 'CustomResourceDefinition',
      ),
      ...standIns.flatMap(([group, version, ...kinds]) =>
        kinds.map(([kind, resource]) =>
          standIn({ group, resource }, kind, version),
        ),
      ),
    ];
    for (const definition of definitions) {
      await api.create(
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        definition,
      );
    }
    reader = await server.account('reader', ['reader']);
    prober = await server.account('prober', ['prober']);
    await eventually(async () =>
      unread(await snapshotOf(reader)).length === 0 ? true : undefined,
    );
  }, 180_000);

  afterAll(() => server?.stop());

  async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const seen = await look();
      if (seen !== undefined) {
        return seen;
      }
      if (Date.now() > deadline) {
        throw new Error('It did not come about within 20 s');
      }
      await delay(100);
    }
  }

  /** Sources that were not read as they should be. */
  function unread({ reads }: Snapshot): unknown[] {
    return Object.entries(reads).filter(
      ([source, { status }]) =>
        status !== 'ok' &&
        // The stack is not installed here.
        source !== 'ingressConfig',
    );
  }

  async function rulesOf(path: string): Promise<unknown[]> {
    return listAt((await server.api.get(path)).body, 'rules');
  }

  describe('reader', () => {
    it('reads every source of a poll, and the facts of the cluster', async () => {
      const { reads } = await snapshotOf(reader);
      const facts = await readClusterFacts(reader.client);

      expect(Object.values(reads).map(({ status }) => status)).not.toContain(
        'forbidden',
      );
      expect(facts).toMatchObject({
        serviceCidrs: ['10.96.0.0/16'],
        podCidrs: ['10.244.0.0/24', '10.244.1.0/24', '10.244.2.0/24'],
      });
      expect(facts.apiServers).toContainEqual({
        address: '192.0.2.10',
        port: expect.any(Number),
      });
    });

    it('asks for everything that it may, and nothing else', () => {
      const granted = grantedBy(readerObjects);

      expect(
        granted.filter(grant => !isAskedFor(grant, reader.asked())),
      ).toEqual([]);
    });

    it('may read no Secret, and write nothing', async () => {
      await expect(
        reader.client.list({ apiVersion: 'v1', kind: 'Secret' }),
      ).rejects.toMatchObject({ statusCode: 403 });
      await expect(
        reader.client.apply(
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'a', namespace: 'default' },
          },
          { fieldManager: 'reader', dryRun: true },
        ),
      ).rejects.toMatchObject({ statusCode: 403 });
    });

    it.each(readables)(
      'without $resource of $group says so, and reads the rest',
      async ({ group, resource }) => {
        const { api } = server;
        const rules = await rulesOf(readerRole);
        await api.merge(readerRole, {
          rules: rules
            .map(rule =>
              listAt(rule, 'apiGroups').includes(group)
                ? {
                    ...(rule as object),
                    resources: listAt(rule, 'resources').filter(
                      each => each !== resource,
                    ),
                  }
                : rule,
            )
            .filter(rule => listAt(rule, 'resources').length > 0),
        });
        try {
          const qualified = group ? `${resource}.${group}` : resource;
          const snapshot = await eventually(async () => {
            const taken = await snapshotOf(reader);
            return unread(taken).length > 0 ? taken : undefined;
          });
          expect(unread(snapshot)).toEqual([
            [
              expect.any(String),
              { status: 'forbidden', verb: 'list', resource: qualified },
            ],
          ]);
          const { findings } = assess(snapshot, spec, { now: new Date() });
          expect(
            findings.filter(({ code }) => code === 'read-forbidden'),
          ).toMatchObject([
            { title: `The portal may not list ${qualified} in the cluster` },
          ]);
        } finally {
          await api.merge(readerRole, { rules });
          await eventually(async () =>
            unread(await snapshotOf(reader)).length === 0 ? true : undefined,
          );
        }
      },
      60_000,
    );

    it('without rights on several kinds of one source names each of them', async () => {
      const { api } = server;
      const rules = await rulesOf(readerRole);
      await api.merge(readerRole, {
        rules: rules.filter(
          rule => !listAt(rule, 'apiGroups').includes('cilium.io'),
        ),
      });
      try {
        const titles = await eventually(async () => {
          const { findings } = assess(await snapshotOf(reader), spec, {
            now: new Date(),
          });
          const missing = findings.filter(
            ({ code }) => code === 'read-forbidden',
          );
          return missing.length > 1
            ? missing.map(({ title }) => title)
            : undefined;
        });
        expect(titles.sort()).toEqual([
          'The portal may not list ciliumclusterwidenetworkpolicies.cilium.io in the cluster',
          'The portal may not list ciliumnetworkpolicies.cilium.io in the cluster',
        ]);
      } finally {
        await api.merge(readerRole, { rules });
        await eventually(async () =>
          unread(await snapshotOf(reader)).length === 0 ? true : undefined,
        );
      }
    }, 60_000);

    it('makes no stack while it may not be told what is installed', async () => {
      const { api } = server;
      const rules = await rulesOf(readerRole);
      await api.merge(readerRole, {
        rules: rules.filter(
          rule =>
            !['apps', 'apiextensions.k8s.io'].some(group =>
              listAt(rule, 'apiGroups').includes(group),
            ),
        ),
      });
      try {
        const message = await eventually(() =>
          readClusterFacts(reader.client).then(
            () => undefined,
            (error: Error) =>
              error.message.includes('customresourcedefinitions')
                ? error.message
                : undefined,
          ),
        );
        expect(message).toContain(
          'the account may not list deployments.apps in the cluster',
        );
        expect(message).toContain(
          'nor list customresourcedefinitions.apiextensions.k8s.io in the cluster',
        );
      } finally {
        await api.merge(readerRole, { rules });
        await eventually(async () =>
          unread(await snapshotOf(reader)).length === 0 ? true : undefined,
        );
      }
    }, 60_000);

    it('without pods of other namespaces reads those of the Matrix namespace', async () => {
      const { api } = server;
      const rules = await rulesOf(readerRole);
      await api.merge(readerRole, {
        rules: rules.map(rule => ({
          ...(rule as object),
          resources: listAt(rule, 'resources').filter(each => each !== 'pods'),
        })),
      });
      const role = `/apis/rbac.authorization.k8s.io/v1/namespaces/matrix/roles`;
      const bindings = role.replace('/roles', '/rolebindings');
      const name = 'pods-of-matrix';
      await api.create(role, {
        metadata: { name },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
      });
      await api.create(bindings, {
        metadata: { name },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name,
        },
        subjects: [
          {
            kind: 'ServiceAccount',
            namespace: 'matrix-network',
            name: 'reader',
          },
        ],
      });
      await until(
        'the namespace takes pods',
        () =>
          api.create('/api/v1/namespaces/matrix/pods', {
            metadata: { name: 'seen' },
            spec: { containers: [{ name: 'a', image: 'a:1' }] },
          }),
        ({ status }) => status === 201,
      );
      try {
        const { pods, reads } = await eventually(async () => {
          const taken = await snapshotOf(reader);
          return taken.reads.pods?.status === 'forbidden' &&
            taken.pods.length > 0
            ? taken
            : undefined;
        });
        expect(pods.map(pod => pod.name)).toEqual(['seen']);
        expect(reads.pods).toMatchObject({ status: 'forbidden' });
      } finally {
        await api.merge(readerRole, { rules });
      }
    });
  });

  describe('applier of a stack that uses a cert-manager of others', () => {
    it('plans to take it out again, and keeps what it may not read', async () => {
      const { api } = server;
      const applier = await server.account(
        'applier-existing',
        ['reader', 'applier'],
        { certificates: 'existing' },
      );
      const stack = await renderedStack(
        aSpec({
          certificates: {
            management: 'existing',
            issuer: 'selfsigned',
            wildcard: true,
          },
        }),
        {
          ...someFacts,
          // The stand-in for its kind has no namespaces.
          prometheusOperator: false,
          certManager: {
            version: '1.18.2',
            namespace: 'cert-manager',
            owner: 'Helm',
          },
        },
      );
      const secret = (name: string) => ({
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: 'matrix',
        name,
        stage: 'certificates' as const,
        ownership: 'made' as const,
      });
      await api.create('/api/v1/namespaces/matrix/secrets', {
        metadata: {
          name: 'test-tls',
          // As its Certificate asks for it.
          labels: { 'matrix-network.io/matrix-cluster': stack.matrixCluster },
        },
        stringData: { 'tls.crt': 'a' },
      });

      const plan = () =>
        planRemoval({
          client: applier.client,
          matrixCluster: stack.matrixCluster,
          recorded: [...inventoryOf(stack), secret('of-somebody')],
          rendered: [],
          neighbours: [],
        });
      const mayNotBeRead = ({ decision }: RemovalStep) =>
        decision.action === 'keep' && decision.reason.includes('may not get');
      // The authorizer learns of new roles a moment later.
      await eventually(async () =>
        (await plan()).filter(mayNotBeRead).length === 1 ? true : undefined,
      );

      const steps = await plan();
      const decisions = steps.map(({ entry, decision }) => ({
        name: entry.name,
        ...decision,
      }));
      expect(steps.filter(mayNotBeRead).map(({ entry }) => entry.name)).toEqual(
        ['of-somebody'],
      );
      expect(decisions).toContainEqual({
        name: 'of-somebody',
        action: 'keep',
        reason: 'The portal may not get secrets in namespace matrix',
      });
      expect(decisions).toContainEqual(
        expect.objectContaining({
          name: 'test-tls',
          action: 'keep',
          needsWord: true,
        }),
      );
      expect(decisions).toContainEqual({ name: 'matrix-tls', action: 'gone' });
    }, 60_000);
  });

  describe('applier of a stack that uses an ingress-nginx of others, and brings no cert-manager', () => {
    const scope = {
      certificates: 'external',
      ingressController: 'existing',
    } as const;
    let applier: Account;

    beforeAll(async () => {
      applier = await server.account(
        'applier-beside',
        ['reader', 'applier'],
        scope,
      );
    });

    it('puts it in and takes it out with no right more than that asks for', async () => {
      const stack = await renderedStack(
        aSpec({ certificates: { management: 'external' } }),
        {
          ...someFacts,
          prometheusOperator: false,
          ingressController: {
            version: '1.13.2',
            namespace: 'infra',
            owner: 'Helm release web',
          },
        },
      );
      const wait = { interval: 100, timeout: 30_000 };
      // The authorizer learns of new roles a moment later.
      const result = await eventually(() =>
        applyStack({ client: applier.client, stack, wait }).catch(
          () => undefined,
        ),
      );
      await removeObjects({
        client: applier.client,
        steps: await planRemoval({
          client: applier.client,
          matrixCluster: stack.matrixCluster,
          recorded: inventoryOf(stack),
          rendered: [],
          neighbours: [],
        }),
        wait,
      });

      expect(result.created + result.changed + result.unchanged).toBe(
        objectsOf(stack).length,
      );
      const granted = grantedBy(
        rbacObjects({
          ...scope,
          role: 'applier',
          namespaces: ['matrix'],
          serviceAccount: { namespace: 'matrix-network', name: 'any' },
        }),
      );
      expect(
        granted.filter(grant => !isAskedFor(grant, applier.asked())),
      ).toEqual([]);
    }, 60_000);

    it('may list no Secrets', async () => {
      for (const namespace of [undefined, 'matrix', 'ingress-nginx']) {
        await expect(
          applier.client.list(
            { apiVersion: 'v1', kind: 'Secret' },
            { namespace },
          ),
        ).rejects.toMatchObject({ statusCode: 403 });
      }
    });
  });

  describe('prober', () => {
    const plan: ProbePlan = {
      namespace: 'matrix',
      sources: [
        {
          id: 'redis',
          title: 'Redis',
          labels: { 'app.kubernetes.io/name': 'redis' },
          flows: [
            {
              id: 'redis 10.244.1.7:8000',
              source: 'redis',
              sourceTitle: 'Redis',
              destination: 'key-vault',
              destinationTitle: 'key_vault',
              target: {
                kind: 'pod',
                namespace: 'matrix',
                name: 'key-vault-0',
                address: '10.244.1.7',
              },
              port: 8000,
              protocol: 'TCP',
              rows: ['N9'],
              expected: 'mustNotWork',
              verdict: { outcome: 'denied', sentence: 'Denied.' },
            },
          ],
        },
      ],
      skipped: [],
    };
    const probe = (operation: string) =>
      runProbes({
        client: prober.client,
        plan,
        operation,
        interval: 100,
        settings: { settleSeconds: 1, timeoutSeconds: 1, deadlineSeconds: 30 },
        signal: AbortSignal.timeout(60_000),
      });
    const role =
      '/apis/rbac.authorization.k8s.io/v1/namespaces/matrix/roles/matrix-network-probe-prober';

    it('runs a probe, and clears it away', async () => {
      const { results } = await probe('1f0e3d2c');

      // KWOK ends every container well: to a probe, a connection.
      expect(results).toMatchObject([{ outcome: 'connected' }]);
      await until(
        'the Job is gone',
        () => server.api.get('/apis/batch/v1/namespaces/matrix/jobs'),
        ({ body }) => listAt(body, 'items').length === 0,
      );
    }, 60_000);

    it('says what keeps pods away, from the events', async () => {
      const { api } = server;
      const quotas = '/api/v1/namespaces/matrix/resourcequotas';
      await api.create(quotas, {
        metadata: { name: 'no-pods' },
        spec: { hard: { 'count/pods': '0' } },
      });
      await until(
        'the quota is counted',
        () => api.get(`${quotas}/no-pods`),
        ({ body }) => at(body, 'status', 'used') !== undefined,
      );
      const { results } = await probe('2f0e3d2c');
      await api.delete(`${quotas}/no-pods`);

      expect(results).toMatchObject([
        {
          outcome: 'couldNotRun',
          detail: expect.stringContaining('exceeded quota: no-pods'),
        },
      ]);
    }, 60_000);

    it('asks for everything that it may, and nothing else', async () => {
      // An earlier run that was killed has left a Job, which the next one deletes.
      const objects: KubernetesObject[] = rbacObjects({
        role: 'prober',
        namespaces: ['matrix'],
        serviceAccount: { namespace: 'matrix-network', name: 'prober' },
      });

      expect(
        grantedBy(objects).filter(grant => !isAskedFor(grant, prober.asked())),
      ).toEqual([]);
    });

    it('without Jobs cannot run, and says so', async () => {
      const { api } = server;
      const rules = await rulesOf(role);
      await api.merge(role, { rules: rules.slice(1) });
      try {
        const message = await eventually(() =>
          probe('3f0e3d2c').then(
            () => undefined,
            (error: Error) => error.message,
          ),
        );
        expect(message).toBe(
          'jobs.batch is forbidden: User "system:serviceaccount:matrix-network:prober" cannot list resource "jobs" in API group "batch" in the namespace "matrix"',
        );
      } finally {
        await api.merge(role, { rules });
      }
    }, 60_000);
  });
});
