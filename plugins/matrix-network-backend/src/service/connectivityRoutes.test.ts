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

import request from 'supertest';
import { planOf, reportOf } from '../__testUtils__/fakes';
import { testRouter } from '../__testUtils__/testRouter';
import { storePoll } from '../__testUtils__/testServices';

jest.setTimeout(60_000);

describe('GET /matrix-clusters/:name/connectivity', () => {
  it('gives the part of the last snapshot that verdicts are made from', async () => {
    const { app, services } = await testRouter();
    await storePoll(services, 'chat-eu');
    const { status, body } = await request(app).get(
      '/matrix-clusters/chat-eu/connectivity',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      spec: { name: 'chat-eu' },
      poll: { lastSuccessAt: '2026-11-24T00:00:00.000Z' },
      network: { namespace: 'matrix', pods: [], networkPolicies: [] },
    });
    expect(body.network).not.toHaveProperty('certificates');
    expect(body).not.toHaveProperty('probes');
  });

  it('has no network before the first poll', async () => {
    const { app } = await testRouter();
    const { status, body } = await request(app).get(
      '/matrix-clusters/chat-eu/connectivity',
    );
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('network');
  });
});

describe('POST /matrix-clusters/:name/probes', () => {
  const probe = (
    app: Awaited<ReturnType<typeof testRouter>>['app'],
    selection: object,
  ) => request(app).post('/matrix-clusters/chat-eu/probes').send({ selection });

  it('queues a probe, wakes the runner and leaves an audit event', async () => {
    const { app, services, audited } = await testRouter();
    const { status, body } = await probe(app, { kind: 'isolation' });
    expect(status).toBe(202);
    expect(body).toMatchObject({ kind: 'probe', status: 'queued' });
    expect(services.runner.tick).toHaveBeenCalled();
    expect(audited).toEqual([
      {
        eventId: 'matrix-cluster-probe',
        outcome: 'success',
        meta: {
          matrixCluster: 'chat-eu',
          operation: body.id,
          selection: 'isolation',
        },
      },
    ]);
  });

  it('gives the report with the operation, once it has one', async () => {
    const { app, services } = await testRouter();
    const { body } = await probe(app, { kind: 'isolation' });
    const { operations } = services;
    await operations.claim({ owner: 'me', leaseMs: 9_999, limit: 1 });
    await operations.finish(body.id, 'me', {
      status: 'succeeded',
      probes: reportOf(planOf()),
    });
    const read = await request(app).get(`/operations/${body.id}`);
    expect(read.body.operation).toMatchObject({
      status: 'succeeded',
      probes: { results: [{ agreement: 'differs' }] },
    });
  });

  it('does not go on beside another operation, and names it', async () => {
    const { app } = await testRouter();
    const first = await probe(app, { kind: 'isolation' });
    const second = await probe(app, { kind: 'contract' });
    expect(second.status).toBe(409);
    expect(second.body.error.message).toContain(first.body.id);
  });

  it.each([
    [{ kind: 'everything' }, 'body.selection.kind is "everything"'],
    [{ kind: 'rows', rows: [] }, 'body.selection.rows is []'],
    [
      { kind: 'rows', rows: ['N8', 'X1'] },
      "selection.rows is 'X1', but accepted for this Matrix cluster are F1, F2",
    ],
    [
      { kind: 'flow', source: 'prometheus', destination: 'redis' },
      "selection.source is 'prometheus', but accepted for this Matrix cluster are unlabelled-pod, synapse-main",
    ],
    [
      { kind: 'flow', source: 'redis', destination: 'sygnal' },
      "selection.destination is 'sygnal', but accepted",
    ],
    [
      { kind: 'flow', source: 'redis', destination: 'minio', port: 0 },
      'body.selection.port is 0',
    ],
  ])('refuses %j, and says what is accepted', async (selection, message) => {
    const { app, services } = await testRouter();
    const { status, body } = await probe(app, selection);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    await expect(services.operations.active('chat-eu')).resolves.toBe(
      undefined,
    );
  });
});
