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

import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  CertificateCheck,
  PlannedAction,
  PlannedObject,
  releaseCatalogue,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { RemovalStep } from '@matrix-network/backstage-plugin-matrix-network-node';
import express from 'express';
import request from 'supertest';
import { releaseSummaries } from '../engine/releaseSummaries';
import {
  factsOf,
  fakeEngine,
  planOf,
  reportOf,
  specOf,
} from '../__testUtils__/fakes';
import { OpenApiDocument } from '../__testUtils__/OpenApiDocument';
import { storePoll, testServices } from '../__testUtils__/testServices';
import { createRouter, routes } from './router';
import { Services } from './Services';

jest.setTimeout(60_000);

const presented: CertificateCheck = {
  outcome: 'presented',
  host: 'chat-eu.example.org',
  port: 443,
  address: '192.0.2.1',
  protocol: 'TLSv1.3',
  trusted: false,
  trustError: 'self-signed certificate',
  nameMatches: true,
  daysLeft: 30,
  chain: [
    {
      subject: 'CN=chat-eu.example.org',
      issuer: 'CN=chat-eu.example.org',
      serialNumber: '01',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2027-01-01T00:00:00.000Z',
      dnsNames: ['chat-eu.example.org'],
      fingerprint256: 'AA:BB',
    },
  ],
};

const names = { name: 'chat-eu', id: '' };

describe('openapi.yaml', () => {
  const document = new OpenApiDocument();
  let app: express.Express;
  let services: Services;
  let check: CertificateCheck = presented;
  let planned: PlannedObject[] = [];
  let removals: RemovalStep[] = [];

  beforeAll(async () => {
    ({ services } = await testServices({
      engine: fakeEngine({
        releases: () => releaseSummaries(releaseCatalogue),
        plan: async () => planned,
        planRemoval: async () => removals,
      }),
      certificates: { check: async () => check },
    }));
    app = express();
    app.use(
      createRouter({
        services,
        httpAuth: mockServices.httpAuth(),
        permissions: mockServices.permissions(),
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
      }),
    );
    app.use(mockErrorHandler());
    await services.kubernetesClusters.record({
      name: 'sandbox',
      reachable: true,
      kubernetesVersion: 'v1.34.0',
      facts: factsOf(),
    });
    await storePoll(services, 'chat-eu');
  });

  /** Makes a request and holds both directions against the document. */
  async function expectDescribed(
    method: 'get' | 'post' | 'delete',
    path: string,
    options: { body?: object; params?: Partial<typeof names> } = {},
  ) {
    const { body, params = {} } = options;
    const values = new Map(Object.entries({ ...names, ...params }));
    const url = path.replace(/\{(\w+)\}/g, (_, key) => values.get(key) ?? '');
    const response = await request(app)[method](url).send(body);
    if (body) {
      expect(document.requestProblems(method, path, body)).toEqual([]);
    }
    expect(document.responseProblems(method, path, response)).toEqual([]);
    return response;
  }

  it('has every route, and no other', () => {
    const served = routes.map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(document.operations().sort()).toEqual(
      [...served, 'get /health'].sort(),
    );
  });

  it('finds what is not as described', () => {
    expect(
      document.responseProblems('get', '/health', {
        status: 200,
        body: { status: 'fine', more: 1 },
      }),
    ).toEqual([
      'body must NOT have additional properties',
      '/status must be equal to one of the allowed values',
    ]);
    expect(
      document.responseProblems('get', '/health', { status: 201, body: {} }),
    ).toEqual(['get /health has no response 201']);
    expect(
      document.requestProblems(
        'post',
        '/matrix-clusters/{name}/certificate-checks',
        {},
      ),
    ).toEqual(["body must have required property 'host'"]);
  });

  it.each([
    '/health',
    '/kubernetes-clusters',
    '/releases',
    '/matrix-clusters',
    '/matrix-clusters/{name}',
    '/matrix-clusters/{name}/operations',
    '/matrix-clusters/{name}/specs',
    '/matrix-clusters/{name}/connectivity',
  ])('describes GET %s', async path => {
    const response = await expectDescribed('get', path);
    expect(response.status).toBe(200);
  });

  it('describes a Matrix cluster that was never polled', async () => {
    const response = await expectDescribed('get', '/matrix-clusters/{name}', {
      params: { name: 'chat-drifted' },
    });
    expect(response.body.health).toBeUndefined();
  });

  it('describes errors', async () => {
    const missing = await expectDescribed('get', '/matrix-clusters/{name}', {
      params: { name: 'none' },
    });
    expect(missing.status).toBe(404);
    const bad = await expectDescribed('get', '/operations/{id}', {
      params: { id: 'none' },
    });
    expect(bad.status).toBe(404);
  });

  it('describes validation and rendering', async () => {
    const body = { spec: specOf() };
    for (const path of ['/specs/validate', '/specs/render']) {
      const response = await expectDescribed('post', path, { body });
      expect(response.status).toBe(200);
    }
  });

  it('describes a refresh', async () => {
    const response = await expectDescribed(
      'post',
      '/matrix-clusters/{name}/refresh',
    );
    expect(response.status).toBe(200);
  });

  it('describes both outcomes of a certificate check', async () => {
    const run = () =>
      expectDescribed('post', '/matrix-clusters/{name}/certificate-checks', {
        body: { host: 'chat-eu.example.org', port: 443 },
      });
    await expect(run()).resolves.toMatchObject({ status: 200 });
    check = {
      outcome: 'failed',
      host: 'chat-eu.example.org',
      port: 443,
      reason: 'refused',
      message: 'refused',
    };
    await expect(run()).resolves.toMatchObject({ status: 200 });
  });

  it('describes probes from the request to their report', async () => {
    const selections = [
      { kind: 'contract' },
      { kind: 'rows', rows: ['N8'] },
      { kind: 'flow', source: 'redis', destination: 'key-vault', port: 8000 },
    ];
    for (const selection of selections) {
      const started = await expectDescribed(
        'post',
        '/matrix-clusters/{name}/probes',
        { body: { selection } },
      );
      expect(started.status).toBe(202);
      const { id } = started.body;
      await services.operations.claim({
        owner: 'me',
        leaseMs: 9_999,
        limit: 1,
      });
      await services.operations.finish(id, 'me', {
        status: 'succeeded',
        probes: reportOf(planOf()),
      });
      const read = await expectDescribed('get', '/operations/{id}', {
        params: { id },
      });
      expect(read.body.operation.probes.results).toHaveLength(1);
    }
    const connectivity = await expectDescribed(
      'get',
      '/matrix-clusters/{name}/connectivity',
    );
    expect(connectivity.body.probes).toEqual(reportOf(planOf()));
    expect(connectivity.body.network.namespace).toBe('matrix');
  });

  it('describes plans of every kind', async () => {
    const conflict = { object: 'a', field: 'b', manager: 'c' };
    const plans: PlannedAction[] = [
      { action: 'create' },
      { action: 'create', offline: 'Namespace matrix does not exist yet' },
      { action: 'unchanged' },
      {
        action: 'change',
        fields: [{ field: 'spec.replicas', before: '1', after: '2' }],
        moreFields: 0,
      },
      { action: 'conflict', conflicts: [conflict] },
      { action: 'undecided', reason: 'the webhook does not answer' },
      { action: 'refused', reason: 'is forbidden' },
    ];
    planned = plans.map(plan => ({
      stage: 'policies',
      object: 'NetworkPolicy matrix/redis-access',
      plan,
    }));
    const decisions: RemovalStep['decision'][] = [
      { action: 'delete', uid: 'uid-1' },
      {
        action: 'delete',
        forbidden: { verb: 'delete', resource: 'namespaces' },
      },
      { action: 'keep', reason: 'it is named only', needsWord: true },
      { action: 'gone' },
    ];
    removals = decisions.map(decision => ({
      entry: {
        apiVersion: 'v1',
        kind: 'Namespace',
        name: 'matrix',
        stage: 'namespaces',
        ownership: 'own',
      },
      decision,
    }));
    const bodies = [
      { spec: specOf() },
      {},
      { target: 'uninstall', also: ['Namespace matrix'] },
    ];
    for (const body of bodies) {
      const response = await expectDescribed(
        'post',
        '/matrix-clusters/{name}/plan',
        { body },
      );
      expect(response.status).toBe(200);
      expect(response.body.objects).toHaveLength(plans.length);
      expect(response.body.removals).toHaveLength(decisions.length);
    }
  });

  it('describes an uninstall', async () => {
    const started = await expectDescribed(
      'post',
      '/matrix-clusters/{name}/uninstall',
      { body: { also: [], forget: false } },
    );
    expect(started.status).toBe(202);
    const { id } = started.body;
    await services.operations.claim({ owner: 'me', leaseMs: 9_999, limit: 1 });
    await services.operations.finish(id, 'me', {
      status: 'succeeded',
      result: {
        created: 0,
        changed: 0,
        unchanged: 0,
        conflicts: [],
        removed: 3,
        kept: [{ object: 'Namespace matrix', reason: 'not named' }],
      },
    });
    const read = await expectDescribed('get', '/operations/{id}', {
      params: { id },
    });
    expect(read.body.operation.result.removed).toBe(3);
  });

  it('describes an operation from start to end, then forgetting', async () => {
    const started = await expectDescribed(
      'post',
      '/matrix-clusters/{name}/operations',
      { body: { spec: specOf(), force: [], prune: { also: [] } } },
    );
    expect(started.status).toBe(202);
    const { id } = started.body;
    await services.operations.claim({ owner: 'me', leaseMs: 9_999, limit: 1 });
    await services.operations.appendLines(id, 'me', [
      {
        at: new Date(),
        event: {
          type: 'object',
          stage: 'policies',
          object: 'NetworkPolicy matrix/redis-access',
          result: 'created',
        },
      },
    ]);
    await services.operations.finish(id, 'me', {
      status: 'failed',
      error: 'conflict',
      result: {
        created: 0,
        changed: 0,
        unchanged: 0,
        conflicts: [{ object: 'a', field: 'b', manager: 'c' }],
      },
    });
    const read = await expectDescribed('get', '/operations/{id}', {
      params: { id },
    });
    expect(read.body.lines).toHaveLength(1);
    const list = await expectDescribed(
      'get',
      '/matrix-clusters/{name}/operations',
    );
    expect(list.body).toHaveLength(5);
    const forgotten = await expectDescribed(
      'delete',
      '/matrix-clusters/{name}',
    );
    expect(forgotten.status).toBe(204);
  });
});
