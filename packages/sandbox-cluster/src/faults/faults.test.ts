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

import { setTimeout as delay } from 'node:timers/promises';
import { SandboxCluster, startSandboxCluster } from '../SandboxCluster';
import express, { RequestHandler } from 'express';
import { createFaultsRouter } from './faultsRouter';
import { FaultsInput, faultsSchema } from './faultsSchema';
import { SwitchableFaults } from './SwitchableFaults';

const TOKEN = 'test';

describe('faults of a cluster', () => {
  let cluster: SandboxCluster;

  async function start(faults: FaultsInput, random = () => 0.5) {
    const switchable = new SwitchableFaults(faultsSchema.parse(faults), random);
    cluster = await startSandboxCluster({
      token: TOKEN,
      faults: switchable,
      handler: api =>
        express()
          .use('/sandbox/faults', createFaultsRouter(switchable, TOKEN))
          .use(api as RequestHandler),
    });
  }

  afterEach(() => cluster.close());

  const request = (path: string, init: RequestInit = {}, token = TOKEN) =>
    fetch(`${cluster.url}${path}`, {
      ...init,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
    });
  const pods = '/api/v1/namespaces/default/pods';

  it('answers a share of the requests with an error of the server', async () => {
    const numbers = [0.9, 0.4, 0.9, 0.6];
    await start(
      { errors: { status: 503, share: 0.5 } },
      () => numbers.shift() ?? 1,
    );
    const first = await request(pods);
    expect(first.status).toBe(503);
    expect(await first.json()).toMatchObject({
      kind: 'Status',
      reason: 'ServiceUnavailable',
    });
    expect((await request(pods)).status).toBe(200);
  });

  it('refuses what is forbidden, and nothing else', async () => {
    await start({ forbid: [{ resource: 'pods', namespace: 'default' }] });
    const refused = await request(pods);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      reason: 'Forbidden',
      message:
        'pods is forbidden: User "system:serviceaccount:default:sandbox" cannot list resource "pods" in API group "" in the namespace "default"',
    });
    expect((await request('/api/v1/namespaces/kube-system/pods')).status).toBe(
      200,
    );
    expect((await request('/api/v1/namespaces/default/services')).status).toBe(
      200,
    );
  });

  it('cuts connections', async () => {
    await start({ reset: 1 });
    await expect(request(pods)).rejects.toThrow('fetch failed');
  });

  it('makes every request wait', async () => {
    await start({ slowMs: 300 });
    const answer = request(pods);
    const first = await Promise.race([answer, delay(150, 'still waiting')]);
    expect(first).toBe('still waiting');
    expect((await answer).status).toBe(200);
  });

  it('can be switched while the cluster runs, with its token alone', async () => {
    await start({});
    const body = JSON.stringify({ errors: { status: 500, share: 1 } });
    const put = (token?: string) =>
      request('/sandbox/faults', { method: 'PUT', body }, token);
    expect((await put('wrong')).status).toBe(401);
    expect((await request(pods)).status).toBe(200);
    expect((await put()).status).toBe(200);
    expect((await request(pods)).status).toBe(500);
    expect(await (await request('/sandbox/faults')).json()).toMatchObject({
      errors: { status: 500, share: 1 },
    });
    await request('/sandbox/faults', { method: 'DELETE' });
    expect((await request(pods)).status).toBe(200);
  });

  it('takes faults of network and nodes, which requests do not meet', async () => {
    await start({});
    const faults = {
      networkPolicies: 'ignored',
      dropped: [
        { to: '10.244.1.0/24', port: 8000 },
        { to: '10.244.2.7', from: '10.244.1.0/24', protocol: 'UDP' },
      ],
      unpullableImages: ['registry.k8s.io/'],
    };
    const answer = await request('/sandbox/faults', {
      method: 'PUT',
      body: JSON.stringify(faults),
    });
    expect(answer.status).toBe(200);
    expect(await (await request('/sandbox/faults')).json()).toMatchObject(
      faults,
    );
    expect((await request(pods)).status).toBe(200);
  });

  it.each([
    [{ dropped: [{ to: '10.244.1.0/33' }] }, 'such as 10.244.1.0/24'],
    [{ dropped: [{ to: 'web.example.org' }] }, 'dropped[0].to'],
    [{ dropped: [{ to: '10.0.0.1', port: 0 }] }, 'dropped[0].port'],
    [{ networkPolicies: 'sometimes' }, 'networkPolicies'],
    [{ unpullableImages: [''] }, 'unpullableImages[0]'],
  ])('refuses %j', async (faults, message) => {
    await start({});
    const answer = await request('/sandbox/faults', {
      method: 'PUT',
      body: JSON.stringify(faults),
    });
    expect(answer.status).toBe(400);
    expect((await answer.json()).message).toContain(message);
  });

  it('names the field that is wrong', async () => {
    await start({});
    const answer = await request('/sandbox/faults', {
      method: 'PUT',
      body: JSON.stringify({ slowMs: -1 }),
    });
    expect(answer.status).toBe(400);
    expect((await answer.json()).message).toContain('slowMs');
    const noJson = await request('/sandbox/faults', {
      method: 'PUT',
      body: '{',
    });
    expect(noJson.status).toBe(400);
  });
});
