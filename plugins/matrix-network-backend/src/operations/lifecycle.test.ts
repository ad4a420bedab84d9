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

import { mockServices } from '@backstage/backend-test-utils';
import {
  KubernetesObject,
  Operation,
  parseStackSpec,
  ProgressEvent,
  StackSpecInput,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ClusterAccess,
  createClusterClient,
  createReleaseSource,
  InMemoryDigestStore,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  sandbox,
  SandboxCluster,
  startDemoCluster,
} from '@matrix-network/sandbox-cluster';
import { OperationRequest } from '../database/OperationStore';
import { createStackEngine } from '../engine/createStackEngine';
import { PlanChoice, planSpec } from '../service/planSpec';
import { startApply } from '../service/startApply';
import { startUninstall } from '../service/startUninstall';
import { validateSpec } from '../service/validateSpec';
import { Mortal } from '../__testUtils__/mortal';
import { testServices } from '../__testUtils__/testServices';
import { ApplyHandler } from './ApplyHandler';
import { OperationContext } from './OperationHandler';
import { OperationRunner } from './OperationRunner';
import { UninstallHandler } from './UninstallHandler';

jest.setTimeout(300_000);

const requestedBy = 'user:default/ada';
const immortal = () => new Mortal(() => false);

const specOf = (input: Partial<StackSpecInput>) =>
  parseStackSpec({
    name: 'eu',
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 1_000,
    contactEmail: 'ops@example-messenger.org',
    certificates: { issuer: 'selfsigned' },
    ...input,
  });

const eu = specOf({});
const us = specOf({
  name: 'us',
  namespace: 'matrix-us',
  domain: 'chat-us.example.org',
  targetCcu: 5_000,
  contactEmail: 'ops@example-other.org',
});

/** At the first object of a stage that is not as it was. */
/** While it goes in; or at its end, where it has come in beside one that was killed. */
const atStage = (stage: string) => (event: ProgressEvent) =>
  (event.type === 'object' &&
    event.stage === stage &&
    event.result === 'created') ||
  (event.type === 'stageFinished' && event.stage === stage);

describe('two Matrix clusters on one Kubernetes cluster, from the first plan to the last uninstall', () => {
  let cluster: SandboxCluster;
  let services: Awaited<ReturnType<typeof testServices>>['services'];
  let knex: Awaited<ReturnType<typeof testServices>>['knex'];
  let clusters: ClusterAccess;
  let runners = 0;

  beforeAll(async () => {
    cluster = await startDemoCluster(sandbox, {
      token: 'test',
      port: 0,
      delayMs: 10,
    });
    const client = createClusterClient({
      name: 'sandbox',
      url: cluster.url,
      token: 'test',
    });
    clusters = {
      list: async () => [{ name: 'sandbox' }],
      client: async () => client,
    };
    ({ services, knex } = await testServices({
      clusters,
      engine: createStackEngine({
        releases: createReleaseSource({
          mirror: `${cluster.url}/mirror`,
          digests: new InMemoryDigestStore(),
          verify: 'firstUse',
        }),
      }),
    }));
  });

  afterAll(() => cluster?.close());

  /** A backend that takes over what is queued, or was left behind. */
  async function runAs(mortal: Mortal): Promise<void> {
    const { engine, specs, inventory, health } = services;
    const access = mortal.clusters(clusters);
    const nothing = async () => {};
    const apply = new ApplyHandler({
      engine,
      clusters: access,
      specs,
      inventory,
      afterApply: nothing,
    });
    const uninstall = new UninstallHandler({
      engine,
      clusters: access,
      specs,
      inventory,
      health,
      afterwards: nothing,
    });
    const watched = <R extends OperationRequest>(
      context: OperationContext<R>,
    ) => ({ ...context, progress: mortal.watch(context.progress) });
    const runner = new OperationRunner({
      store: mortal.store(services.operations),
      handlers: {
        apply: { run: context => apply.run(watched(context)) },
        uninstall: { run: context => uninstall.run(watched(context)) },
        probe: {
          run: async () => ({ status: 'failed', error: 'not in this test' }),
        },
      },
      logger: mockServices.logger.mock(),
      owner: `backend-${runners++}`,
      concurrency: 1,
    });
    await runner.tick();
    await runner.idle();
    await runner.stop();
  }

  /** Runs to the end, by backends that die on the way and one that does not. */
  async function run(
    started: Operation,
    dying: ((event: ProgressEvent) => boolean)[] = [],
  ): Promise<Operation> {
    for (const diesAt of dying) {
      const mortal = new Mortal(diesAt);
      await runAs(mortal);
      expect(mortal.dead).toBe(true);
      await expect(services.operations.get(started.id)).resolves.toMatchObject({
        status: 'running',
      });
      // Its lease has run out.
      await knex('operations')
        .where({ id: started.id })
        .update({ lease_until: new Date(0) });
    }
    await runAs(immortal());
    const ended = await services.operations.get(started.id);
    if (!ended) {
      throw new Error(`Operation ${started.id} is gone`);
    }
    return ended;
  }

  const apply = (
    request: Partial<Parameters<typeof startApply>[1]> & { name: string },
  ) => startApply(services, { force: [], requestedBy, ...request });

  const uninstall = (
    request: Partial<Parameters<typeof startUninstall>[1]> & { name: string },
  ) =>
    startUninstall(services, {
      also: [],
      forget: false,
      requestedBy,
      ...request,
    });

  const plan = (choice: Partial<PlanChoice> & { name: string }) =>
    planSpec(
      services,
      { target: 'apply', force: [], prune: false, also: [], ...choice },
      new AbortController().signal,
    );

  const get = async (
    apiVersion: string,
    kind: string,
    name: string,
    namespace?: string,
  ): Promise<KubernetesObject | undefined> =>
    (await clusters.client('sandbox')).get({
      apiVersion,
      kind,
      name,
      namespace,
    });

  const controller = () =>
    get('apps/v1', 'Deployment', 'ingress-nginx-controller', 'ingress-nginx');

  const policies = async (namespace: string) =>
    (
      await (
        await clusters.client('sandbox')
      ).list(
        { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
        { namespace },
      )
    )?.map(({ metadata }) => metadata.name) ?? [];

  it('plans a new one, with what can only be planned offline, and does none of it', async () => {
    const planned = await plan({ name: 'eu', spec: eu });

    expect(planned.counts).toMatchObject({
      conflict: 0,
      refused: 0,
      undecided: 0,
      remove: 0,
    });
    expect(planned.counts.create).toBeGreaterThan(30);
    expect(planned.counts.offline).toBeGreaterThan(10);
    expect(planned.objects).toContainEqual({
      stage: 'issuers',
      object: 'ClusterIssuer selfsigned',
      plan: {
        action: 'create',
        offline: expect.stringContaining('does not serve kind ClusterIssuer'),
      },
    });
    expect(planned.objects).toContainEqual({
      stage: 'policies',
      object: 'NetworkPolicy matrix/redis-access',
      plan: { action: 'create' },
    });
    expect(planned.flowChanges.closed.length).toBeGreaterThan(0);
    await expect(controller()).resolves.toBeUndefined();
    await expect(policies('matrix')).resolves.toEqual([]);
    await expect(
      services.inventory.entries({
        matrixCluster: 'eu',
        kubernetesCluster: 'sandbox',
      }),
    ).resolves.toEqual([]);
  });

  it('is applied by the fifth backend after four were killed, and has then nothing to change', async () => {
    const ended = await run(await apply({ name: 'eu', spec: eu }), [
      atStage('cert-manager'),
      atStage('policies'),
      atStage('certificates'),
      atStage('default-deny'),
    ]);

    expect(ended).toMatchObject({ status: 'succeeded', error: undefined });
    const again = await plan({ name: 'eu' });
    expect(again.counts).toMatchObject({
      create: 0,
      change: 0,
      conflict: 0,
      remove: 0,
    });
    await expect(run(await apply({ name: 'eu' }))).resolves.toMatchObject({
      result: { created: 0, changed: 0 },
    });
    await expect(services.directory.get('eu')).resolves.toMatchObject({
      registered: true,
    });
  });

  it('refuses another that contradicts it, by its name', async () => {
    const { issues } = await validateSpec(services, {
      ...us,
      namespace: 'matrix',
      ingress: { ...us.ingress, nodePorts: { http: 31080, https: 30443 } },
    });
    expect(issues).toEqual([
      {
        field: 'ingress.nodePorts.http',
        message:
          '31080 contradicts Matrix cluster eu, which shares the Kubernetes cluster sandbox and has 30080; only 30080 is accepted',
      },
      {
        field: 'namespace',
        message:
          "'matrix' belongs to Matrix cluster eu on the same Kubernetes cluster; choose another",
      },
    ]);
  });

  it('shares controller and issuers with another: sized for both, with the e-mail of the first', async () => {
    await expect(controller()).resolves.toMatchObject({
      spec: { replicas: 2 },
    });
    const planned = await plan({ name: 'us', spec: us });
    expect(planned.neighbours).toEqual(['eu']);
    expect(planned.objects).toContainEqual({
      stage: 'ingress-controller',
      object: 'Deployment ingress-nginx/ingress-nginx-controller',
      plan: {
        action: 'change',
        fields: [{ field: 'spec.replicas', before: '2', after: '5' }],
        moreFields: 0,
      },
    });
    expect(planned.warnings).toContainEqual(
      expect.objectContaining({ field: 'contactEmail' }),
    );

    await run(await apply({ name: 'us', spec: us }));

    await expect(controller()).resolves.toMatchObject({
      spec: { replicas: 5 },
    });
    await expect(
      get('cert-manager.io/v1', 'ClusterIssuer', 'letsencrypt-prod'),
    ).resolves.toMatchObject({
      spec: { acme: { email: 'ops@example-messenger.org' } },
    });
    for (const name of ['eu', 'us', 'eu']) {
      await expect(run(await apply({ name }))).resolves.toMatchObject({
        result: { created: 0, changed: 0 },
      });
    }
  });

  it('prunes what a spec does not have any more, when asked, and brings it back with the earlier spec', async () => {
    const withSygnal = { ...eu, workloads: { ...eu.workloads, sygnal: true } };
    await run(await apply({ name: 'eu', spec: withSygnal }));
    await run(await apply({ name: 'eu', spec: eu }));
    await expect(policies('matrix')).resolves.toContain('sygnal-access');
    const planned = await plan({ name: 'eu' });
    expect(planned.removals).toEqual([
      {
        stage: 'policies',
        object: 'NetworkPolicy matrix/sygnal-access',
        action: 'delete',
      },
    ]);
    expect(planned.flowChanges).toMatchObject({ opened: [], closed: [] });
    const planOfPrune = await plan({ name: 'eu', prune: true });
    expect(planOfPrune.removals).toEqual(planned.removals);
    expect(planOfPrune.flowChanges.closed).toContainEqual(
      expect.objectContaining({
        source: 'Sygnal',
        destination: 'the internet',
        ports: 'TCP 443, 2197',
      }),
    );

    const pruned = await run(await apply({ name: 'eu', prune: { also: [] } }));
    expect(pruned.result).toMatchObject({ changed: 0, removed: 1, kept: [] });
    await expect(policies('matrix')).resolves.not.toContain('sygnal-access');

    const history = await services.specs.history('eu');
    const earlier = history.find(({ spec }) => spec.workloads.sygnal);
    const specId = earlier?.revision;
    const rollBack = await plan({ name: 'eu', specId });
    expect(rollBack.counts).toMatchObject({ create: 1 });
    await run(await apply({ name: 'eu', specId }));
    await expect(policies('matrix')).resolves.toContain('sygnal-access');
    await expect(services.directory.get('eu')).resolves.toMatchObject({
      spec: { workloads: { sygnal: true } },
    });
  });

  it('plans what opens in the namespace that it would leave', async () => {
    const { namespace } = eu;
    const moved = { ...eu, namespace: 'matrix-next' };
    const { removals, flowChanges } = await plan({
      name: 'eu',
      spec: moved,
      prune: true,
    });

    expect(removals).toContainEqual({
      stage: 'default-deny',
      object: `NetworkPolicy ${namespace}/default-deny-all`,
      action: 'delete',
    });
    expect(flowChanges.opened).toContainEqual(
      expect.objectContaining({ source: `${namespace}: Sygnal` }),
    );
  });

  it('takes one out, though backends are killed, and leaves what the other needs', async () => {
    const planned = await plan({ name: 'eu', target: 'uninstall' });
    expect(planned.objects).toEqual([]);
    expect(planned.removals[0]).toMatchObject({
      object: 'NetworkPolicy matrix/default-deny-all',
      action: 'delete',
    });
    expect(planned.flowChanges.opened.length).toBeGreaterThan(0);
    const deleted: string[] = [];
    const afterDeletes = (count: number) => (event: ProgressEvent) => {
      if (event.type === 'removed' && event.result === 'deleted') {
        deleted.push(event.object);
      }
      return deleted.length >= count;
    };

    const ended = await run(await uninstall({ name: 'eu' }), [
      afterDeletes(1),
      afterDeletes(6),
    ]);

    expect(ended).toMatchObject({ status: 'succeeded', error: undefined });
    expect(deleted[0]).toBe('NetworkPolicy matrix/default-deny-all');
    await expect(policies('matrix')).resolves.toEqual([]);
    await expect(policies('matrix-us')).resolves.toContain('default-deny-all');
    await expect(controller()).resolves.toBeDefined();
    expect(ended.result?.kept).toContainEqual({
      object: 'Deployment cert-manager/cert-manager',
      reason: 'Matrix cluster us uses it',
    });
    await expect(services.directory.get('eu')).resolves.toMatchObject({
      registered: false,
    });
    // The other sizes the controller for itself alone from now on.
    await run(await apply({ name: 'us' }));
    await expect(controller()).resolves.toMatchObject({
      spec: { replicas: 3 },
    });
    await expect(run(await apply({ name: 'us' }))).resolves.toMatchObject({
      result: { created: 0, changed: 0 },
    });
  });

  it('takes nothing out where the account may not delete what was ticked', async () => {
    const faults = `${cluster.url}/sandbox/faults`;
    const headers = {
      authorization: 'Bearer test',
      'content-type': 'application/json',
    };
    await fetch(faults, {
      method: 'PUT',
      headers,
      body: JSON.stringify({
        forbid: [{ resource: 'namespaces', verbs: ['delete'] }],
      }),
    });
    const also = ['Namespace matrix-us'];
    const planned = await plan({ name: 'us', target: 'uninstall', also });
    const ended = await run(await uninstall({ name: 'us', also }));
    await fetch(faults, { method: 'DELETE', headers });

    expect(
      planned.removals.filter(({ forbidden }) => forbidden !== undefined),
    ).toEqual([
      {
        stage: 'namespaces',
        object: 'Namespace matrix-us',
        action: 'delete',
        forbidden: { verb: 'delete', resource: 'namespaces' },
      },
    ]);
    expect(ended).toMatchObject({
      status: 'failed',
      error:
        "Nothing was changed: the portal may not delete namespaces in the cluster (Namespace matrix-us). Do not tick these, or grant it: 'matrix-network rbac --role applier --full-uninstall' prints the rights on CustomResourceDefinitions and Secrets",
    });
    await expect(policies('matrix-us')).resolves.toContain('default-deny-all');
    await expect(services.directory.get('us')).resolves.toMatchObject({
      registered: true,
    });
  });

  it('takes the last one out with what was shared, and forgets it on request', async () => {
    const ended = await run(
      await uninstall({
        name: 'us',
        forget: true,
        also: [
          'Namespace matrix-us',
          'Namespace ingress-nginx',
          // By the label of its Certificate, and by the uid that was recorded.
          'Secret matrix-us/test-tls',
          'Secret ingress-nginx/ingress-nginx-admission',
        ],
      }),
    );

    expect(ended).toMatchObject({ status: 'succeeded', error: undefined });
    const lines = await services.operations.lines(ended.id, 0);
    expect(lines.map(({ event }) => event)).toEqual(
      expect.arrayContaining(
        [
          'Secret matrix-us/test-tls',
          'Secret ingress-nginx/ingress-nginx-admission',
        ].map(object => ({ type: 'removed', object, result: 'deleted' })),
      ),
    );
    await expect(controller()).resolves.toBeUndefined();
    await expect(get('v1', 'Namespace', 'matrix-us')).resolves.toBeUndefined();
    await expect(get('v1', 'Namespace', 'cert-manager')).resolves.toBeDefined();
    expect(
      ended.result?.kept?.map(({ object }) => object.split(' ')[0]),
    ).toEqual(
      expect.arrayContaining(['CustomResourceDefinition', 'Namespace']),
    );
    await expect(services.directory.find('us')).resolves.toBeUndefined();
    await expect(services.operations.get(ended.id)).resolves.toBeDefined();
  });
});
