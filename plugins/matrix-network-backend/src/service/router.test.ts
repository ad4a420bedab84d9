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

import express from 'express';
import request from 'supertest';
import { specOf } from '../__testUtils__/fakes';
import { testRouter } from '../__testUtils__/testRouter';
import { storePoll } from '../__testUtils__/testServices';

jest.setTimeout(60_000);

const guest = 'user:default/mock';

describe('GET /matrix-clusters', () => {
  it('lists the fleet, worst first, with days counted from now', async () => {
    const { app, services } = await testRouter();
    await storePoll(services, 'chat-drifted', { status: 'failing' });
    await storePoll(services, 'chat-eu', { status: 'healthy', findings: [] });
    const response = await request(app).get('/matrix-clusters');
    expect(response.body).toMatchObject([
      {
        name: 'chat-drifted',
        status: 'failing',
        findings: { critical: 1, warning: 0, info: 0 },
        worstFinding: 'Policy redis-access is missing',
        policiesInForce: 0,
        policiesExpected: 1,
        ingressTarget: 3,
        soonestExpiryDays: 37,
        certificateUrgency: 'none',
        registered: true,
        workloads: ['synapse-main', 'redis'],
        poll: { lastSuccessAt: '2026-11-24T00:00:00.000Z' },
      },
      { name: 'chat-eu', status: 'healthy', registered: false },
    ]);
  });

  it('shows one that was never polled as unknown', async () => {
    const { app } = await testRouter();
    const response = await request(app).get('/matrix-clusters');
    expect(response.body).toHaveLength(2);
    expect(response.body[0]).toMatchObject({
      status: 'unknown',
      poll: { intervalSeconds: 60 },
    });
  });
});

describe('GET /matrix-clusters/:name', () => {
  it('gives all that is known, and since when it is stale', async () => {
    const { app, services } = await testRouter();
    await storePoll(services, 'chat-eu');
    await services.health.recordFailure('chat-eu', 'timed out', new Date());
    const response = await request(app).get('/matrix-clusters/chat-eu');
    expect(response.body).toMatchObject({
      spec: specOf('chat-eu'),
      health: { status: 'degraded' },
      poll: {
        lastSuccessAt: '2026-11-24T00:00:00.000Z',
        error: 'timed out',
        intervalSeconds: 60,
      },
    });
  });

  it('says which there are when asked for one that is not', async () => {
    const { app } = await testRouter();
    const response = await request(app).get('/matrix-clusters/chat-xx');
    expect(response.status).toBe(404);
    expect(response.body.error.message).toBe(
      "There is no Matrix cluster 'chat-xx'; there are: chat-drifted, chat-eu",
    );
  });
});

describe('POST /matrix-clusters/:name/refresh', () => {
  it('polls now', async () => {
    const { app, services } = await testRouter();
    const response = await request(app).post(
      '/matrix-clusters/chat-eu/refresh',
    );
    expect(response.status).toBe(200);
    expect(services.polls.pollNow).toHaveBeenCalledWith('chat-eu');
  });

  it('does not let impatience hit the cluster', async () => {
    const { app, services } = await testRouter({
      services: { now: () => new Date('2026-11-24T00:00:01.000Z') },
    });
    await storePoll(services, 'chat-eu');
    const response = await request(app).post(
      '/matrix-clusters/chat-eu/refresh',
    );
    expect(response.status).toBe(200);
    expect(services.polls.pollNow).not.toHaveBeenCalled();
  });
});

describe('DELETE /matrix-clusters/:name', () => {
  it('forgets everything about it and tells the catalog', async () => {
    const { app, services, audited } = await testRouter();
    await storePoll(services, 'chat-eu');
    const response = await request(app).delete('/matrix-clusters/chat-eu');
    expect(response.status).toBe(204);
    await expect(services.directory.find('chat-eu')).resolves.toBeUndefined();
    await expect(services.health.health('chat-eu')).resolves.toBeUndefined();
    expect(services.onMatrixClustersChanged).toHaveBeenCalled();
    expect(audited).toEqual([
      {
        eventId: 'matrix-cluster-forget',
        outcome: 'success',
        meta: { matrixCluster: 'chat-eu' },
      },
    ]);
  });

  it('refuses while an operation is under way', async () => {
    const { app, audited } = await testRouter();
    const { body } = await request(app)
      .post('/matrix-clusters/chat-eu/operations')
      .send({});
    const response = await request(app).delete('/matrix-clusters/chat-eu');
    expect(response.status).toBe(409);
    expect(response.body.error.message).toContain(body.id);
    expect(audited[1]).toMatchObject({ outcome: 'fail' });
  });

  it('refuses one that app-config names', async () => {
    const { app } = await testRouter();
    const response = await request(app).delete('/matrix-clusters/chat-drifted');
    expect(response.status).toBe(409);
    expect(response.body.error.message).toContain(
      'matrixNetwork.matrixClusters',
    );
  });
});

describe('POST /matrix-clusters/:name/operations', () => {
  const start = (app: express.Express, name: string, body: object) =>
    request(app).post(`/matrix-clusters/${name}/operations`).send(body);

  it('stores the spec, queues an apply and wakes the runner', async () => {
    const { app, services, audited } = await testRouter();
    const response = await start(app, 'chat-us', { spec: specOf('chat-us') });
    expect(response.status).toBe(202);
    expect(response.body).toMatchObject({
      matrixCluster: 'chat-us',
      kind: 'apply',
      status: 'queued',
      requestedBy: guest,
    });
    await expect(services.specs.current('chat-us')).resolves.toMatchObject({
      createdBy: guest,
      registered: false,
    });
    expect(services.runner.tick).toHaveBeenCalled();
    expect(audited).toMatchObject([
      { eventId: 'matrix-cluster-apply', outcome: 'success' },
    ]);
  });

  it('applies the stored spec where none is given', async () => {
    const { app, services } = await testRouter();
    await start(app, 'chat-eu', { force: ['NetworkPolicy matrix/x'] });
    const [claim] = await services.operations.claim({
      owner: 'me',
      leaseMs: 1_000,
      limit: 1,
    });
    expect(claim.request).toEqual({
      kind: 'apply',
      spec: specOf('chat-eu'),
      force: ['NetworkPolicy matrix/x'],
    });
  });

  it('refuses a second one and names the first', async () => {
    const { app } = await testRouter();
    const first = await start(app, 'chat-eu', {});
    const second = await start(app, 'chat-eu', {});
    expect(second.status).toBe(409);
    expect(second.body.error.message).toContain(first.body.id);
  });

  it('refuses a spec with another name than the path', async () => {
    const { app } = await testRouter();
    const response = await start(app, 'chat-eu', { spec: specOf('chat-us') });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(
      "spec.name is 'chat-us', but the path names 'chat-eu'",
    );
  });

  it('refuses a Kubernetes cluster that is not known, and says which are', async () => {
    const { app } = await testRouter();
    const response = await start(app, 'chat-us', {
      spec: { ...specOf('chat-us'), kubernetesCluster: 'moon' },
    });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(
      "'moon' is not a Kubernetes cluster that Backstage knows; accepted are sandbox",
    );
  });

  it('leaves the spec of one that app-config names alone', async () => {
    const { app, services } = await testRouter();
    const changed = await start(app, 'chat-drifted', {
      spec: { ...specOf('chat-drifted'), targetCcu: 1 },
    });
    expect(changed.status).toBe(409);
    const same = await start(app, 'chat-drifted', {
      spec: specOf('chat-drifted'),
    });
    expect(same.status).toBe(202);
    await expect(services.specs.current('chat-drifted')).resolves.toBe(
      undefined,
    );
  });

  it('names the field, the value and what is accepted', async () => {
    const { app } = await testRouter();
    const response = await start(app, 'chat-eu', { force: 'all', more: 1 });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('body.force is "all"');
    expect(response.body.error.message).toContain('expected array');
    expect(response.body.error.message).toContain('more');
  });

  it('refuses a body that is too large', async () => {
    const { app } = await testRouter();
    const response = await start(app, 'chat-eu', {
      force: ['x'.repeat(300_000)],
    });
    expect(response.status).toBe(413);
  });
});

describe('GET /operations/:id', () => {
  it('gives the lines after the last one seen', async () => {
    const { app, services } = await testRouter();
    const { body } = await request(app)
      .post('/matrix-clusters/chat-eu/operations')
      .send({});
    await services.operations.claim({ owner: 'me', leaseMs: 9_999, limit: 1 });
    await services.operations.appendLines(
      body.id,
      'me',
      ['a', 'b'].map(message => ({
        at: new Date(),
        event: { type: 'message', level: 'info', message },
      })),
    );
    const response = await request(app).get(`/operations/${body.id}?after=1`);
    expect(response.body).toMatchObject({
      operation: { id: body.id, status: 'running' },
      lines: [{ sequence: 2, event: { message: 'b' } }],
    });
    const bad = await request(app).get(`/operations/${body.id}?after=x`);
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toContain('query.after is "x"');
  });

  it('says when there is none', async () => {
    const { app } = await testRouter();
    const response = await request(app).get('/operations/op-1');
    expect(response.status).toBe(404);
  });
});

describe('POST /specs', () => {
  it('validates with what was last seen of the cluster', async () => {
    const { services } = await testRouter();
    const validate = jest.fn(services.engine.validate);
    const { app } = await testRouter({
      services: {
        engine: { ...services.engine, validate },
        kubernetesClusters: services.kubernetesClusters,
      },
    });
    await services.kubernetesClusters.record({
      name: 'sandbox',
      reachable: true,
      facts: (
        await services.engine.readSnapshot(
          await services.clusters.client('sandbox'),
          specOf(),
          { signal: new AbortController().signal, now: new Date() },
        )
      ).facts,
    });
    const response = await request(app)
      .post('/specs/validate')
      .send({ spec: specOf() });
    expect(response.body).toEqual({ valid: true, issues: [], warnings: [] });
    expect(validate).toHaveBeenLastCalledWith(
      specOf(),
      expect.objectContaining({ kubernetesVersion: '1.34' }),
    );
  });

  it('renders YAML that kubectl reads as it was meant', async () => {
    const { app } = await testRouter();
    const response = await request(app)
      .post('/specs/render')
      .send({ spec: specOf() });
    expect(response.body).toMatchObject({
      replicas: 3,
      stages: [
        {
          id: 'namespaces',
          title: 'Namespaces',
          objects: ['Namespace matrix', 'NetworkPolicy matrix/redis-access'],
        },
      ],
    });
    const { manifests } = response.body.stages[0];
    expect(manifests).toContain('---\n');
    expect(manifests).toContain('"on": "yes"');
  });

  it('says which cluster could not be asked', async () => {
    const { services } = await testRouter();
    const { app } = await testRouter({
      services: {
        engine: {
          ...services.engine,
          readFacts: async () => {
            throw new Error('connect ECONNREFUSED');
          },
        },
      },
    });
    const response = await request(app)
      .post('/specs/render')
      .send({ spec: specOf() });
    expect(response.status).toBe(503);
    expect(response.body.error.message).toContain(
      'Kubernetes cluster sandbox could not be asked',
    );
  });
});

describe('POST /matrix-clusters/:name/certificate-checks', () => {
  const check = (app: express.Express, body: object) =>
    request(app).post('/matrix-clusters/chat-eu/certificate-checks').send(body);

  it("checks the Matrix cluster's own hosts", async () => {
    const { app, services } = await testRouter();
    await storePoll(services, 'chat-eu');
    const response = await check(app, { host: 'Chat-EU.example.org' });
    expect(response.status).toBe(200);
    expect(services.certificates.check).toHaveBeenCalledWith(
      'chat-eu.example.org',
      443,
    );
  });

  it.each([
    [{ host: 'intranet.example.org' }, 'host is'],
    [{ host: 'chat-drifted.example.org' }, 'host is'],
    [{ host: '169.254.169.254' }, 'host is'],
    [{ host: 'chat-eu.example.org', port: 22 }, 'port is 22'],
    [{ host: 'chat-eu.example.org', port: 0 }, 'body.port is 0'],
    [{ host: '' }, 'body.host is ""'],
    [{}, 'body.host is missing'],
  ])('sends nothing for %p', async (body, message) => {
    const { app, services } = await testRouter();
    await storePoll(services, 'chat-eu');
    const response = await check(app, body);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(message);
    expect(services.certificates.check).not.toHaveBeenCalled();
  });
});
