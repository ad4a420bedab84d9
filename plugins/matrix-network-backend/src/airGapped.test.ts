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

import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  sandbox,
  SandboxCluster,
  startDemoCluster,
} from '@matrix-network/sandbox-cluster';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { siteConfig, siteMirrors } from './__testUtils__/airGappedSite';
import { OutboundGuard } from './__testUtils__/OutboundGuard';
import { matrixNetworkPlugin } from './plugin';

jest.setTimeout(300_000);

describe('OutboundGuard', () => {
  let guard: OutboundGuard;
  beforeEach(() => {
    guard = new OutboundGuard();
  });
  afterEach(() => guard.remove());

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'fetch to an address',
      () => fetch('http://192.0.2.1'),
      'connect 192.0.2.1',
    ],
    ['fetch to a name', () => fetch('http://a.example'), 'connect a.example'],
    [
      'http',
      () =>
        new Promise((_, reject) => {
          get('http://192.0.2.2').on('error', reject);
        }),
      'connect 192.0.2.2',
    ],
    ['a look-up', () => dns.promises.lookup('a.example'), 'lookup a.example'],
    ['a query', () => dns.promises.resolve4('a.example'), 'resolve4 a.example'],
    [
      'a query of a resolver',
      () => new dns.promises.Resolver().resolveTxt('a.example'),
      'resolveTxt a.example',
    ],
    [
      'a datagram',
      async () => dgram.createSocket('udp4').send('x', 53, '192.0.2.53'),
      'send to 192.0.2.53',
    ],
  ])('refuses and remembers %s', async (_, attempt, what) => {
    await expect(attempt()).rejects.toThrow();
    expect(guard.tried).toEqual([what]);
  });
});

const spec = {
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  namespace: 'matrix',
  domain: 'chat.example.org',
  targetCcu: 1_000,
  // The demo's Ingresses name letsencrypt-prod, which the sandbox plays itself.
  certificates: { issuer: 'selfsigned', wildcard: true },
};

describe.each(siteMirrors)(
  'a site without internet, with %s',
  (_, releases) => {
    let cluster: SandboxCluster;
    let guard: OutboundGuard;

    beforeAll(async () => {
      cluster = await startDemoCluster(sandbox, {
        token: 'test',
        port: 0,
        delayMs: 10,
      });
      guard = new OutboundGuard();
    });

    afterAll(async () => {
      guard?.remove();
      await cluster?.close();
    });

    it('gets a Matrix cluster from the form to green, and nothing is sent anywhere', async () => {
      const backend = await startTestBackend({
        features: [
          matrixNetworkPlugin,
          mockServices.rootConfig.factory({
            data: await siteConfig(cluster, releases),
          }),
        ],
      });
      const { server } = backend;
      const api = '/api/matrix-network';
      const rendered = await request(server)
        .post(`${api}/specs/render`)
        .send({ spec });
      expect({ ...rendered.body.error, status: rendered.status }).toEqual({
        status: 200,
      });

      const started = await request(server)
        .post(`${api}/matrix-clusters/chat-eu/operations`)
        .send({ spec });
      expect({ ...started.body.error, status: started.status }).toEqual({
        status: 202,
      });
      const state = async () => {
        const { body } = await request(server).get(
          `${api}/operations/${started.body.id}`,
        );
        return body.operation;
      };
      let operation = await state();
      while (['queued', 'running'].includes(operation.status)) {
        await sleep(200);
        operation = await state();
      }
      expect(operation).toMatchObject({ status: 'succeeded' });

      const health = async () => {
        const { body } = await request(server).get(
          `${api}/matrix-clusters/chat-eu`,
        );
        return body.health;
      };
      const deadline = Date.now() + 120_000;
      let latest = await health();
      while (
        latest?.certificates?.find(
          ({ name }: { name: string }) => name === 'matrix-tls',
        )?.state !== 'ready' &&
        Date.now() < deadline
      ) {
        await sleep(200);
        latest = await health();
      }
      expect(latest.certificates).toContainEqual(
        expect.objectContaining({ name: 'matrix-tls', state: 'ready' }),
      );
      expect(
        latest.findings.filter(
          ({ severity }: { severity: string }) => severity === 'critical',
        ),
      ).toEqual([]);
      await backend.stop();

      expect(guard.tried).toEqual([]);
    });
  },
);
