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

import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templatesInCatalog from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModuleMatrixNetwork from '@matrix-network/backstage-plugin-scaffolder-backend-module-matrix-network';
import {
  sandbox,
  SandboxCluster,
  startDemoCluster,
} from '@matrix-network/sandbox-cluster';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { parse } from 'yaml';
import { siteConfig, siteMirrors } from './__testUtils__/airGappedSite';
import { OutboundGuard } from './__testUtils__/OutboundGuard';
import catalogModuleMatrixNetwork from './catalog';
import { matrixNetworkPlugin } from './plugin';

jest.setTimeout(300_000);

const template = join(
  __dirname,
  '../../../templates/new-matrix-cluster/template.yaml',
);

/** As the form sends it. */
const values = {
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  namespace: 'matrix',
  domain: 'chat.example.org',
  targetCcu: 1_000,
  ingress: { exposure: 'nodePort', release: '1.15.1' },
  certificates: {
    management: 'install',
    release: '1.21.1',
    issuer: 'selfsigned',
  },
};

describe('the template on a site without internet', () => {
  const [[what, releases]] = siteMirrors.slice(-1);
  let cluster: SandboxCluster;
  let guard: OutboundGuard;

  beforeAll(async () => {
    // Tests have a realm of their own, and Node's fetch makes arrays of another: to the
    // scaffolder's templates those are strange.
    jest
      .spyOn(Response.prototype, 'json')
      .mockImplementation(async function json(this: Response) {
        return JSON.parse(await this.text());
      });
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
    jest.restoreAllMocks();
  });

  it(`runs from its first step to its last with ${what}, and nothing is sent anywhere`, async () => {
    const backend = await startTestBackend({
      features: [
        // In place of mocks that run nothing a second time and tell other plugins nothing.
        schedulerServiceFactory,
        eventsServiceFactory,
        catalogPlugin,
        templatesInCatalog,
        scaffolderPlugin,
        matrixNetworkPlugin,
        catalogModuleMatrixNetwork,
        scaffolderModuleMatrixNetwork,
        mockServices.rootConfig.factory({
          data: {
            ...(await siteConfig(cluster, releases)),
            catalog: {
              rules: [{ allow: ['Template'] }],
              locations: [{ type: 'file', target: template }],
            },
          },
        }),
      ],
    });
    const { server } = backend;
    /** Asks until the answer is the one waited for, and gives what came last. */
    async function ask<T>(path: string, isAnswer: (body: T) => boolean) {
      const deadline = Date.now() + 240_000;
      for (;;) {
        const { body } = await request(server).get(path);
        if (isAnswer(body) || Date.now() > deadline) {
          return body;
        }
        await sleep(200);
      }
    }

    const name = 'template/default/new-matrix-cluster';
    await ask<{ kind?: string }>(
      `/api/catalog/entities/by-name/${name}`,
      ({ kind }) => kind === 'Template',
    );
    const started = await request(server)
      .post('/api/scaffolder/v2/tasks')
      .send({ templateRef: 'template:default/new-matrix-cluster', values });
    expect({ ...started.body.error, status: started.status }).toEqual({
      status: 201,
    });
    const path = `/api/scaffolder/v2/tasks/${started.body.id}`;
    const task = await ask<{ status: string }>(
      path,
      ({ status }) => status !== 'open' && status !== 'processing',
    );
    const events: {
      type: string;
      body: { message: string; stepId?: string; status?: string };
    }[] = (await request(server).get(`${path}/events`)).body;
    // What a person would read, where it failed.
    expect(
      task.status === 'completed'
        ? []
        : events.map(({ body }) => body.message).slice(-20),
    ).toEqual([]);

    const steps: { id: string }[] = parse(readFileSync(template, 'utf8')).spec
      .steps;
    expect(
      events
        .filter(({ body }) => body.stepId && body.status === 'completed')
        .map(({ body }) => body.stepId),
    ).toEqual(steps.map(({ id }) => id));
    expect(events.at(-1)?.body).toMatchObject({
      output: {
        links: expect.arrayContaining([
          expect.objectContaining({ entityRef: 'system:chat-eu/chat-eu' }),
        ]),
        text: [
          {
            content: expect.stringContaining(
              'The network of chat-eu is healthy.',
            ),
          },
        ],
      },
    });
    await backend.stop();

    expect(guard.tried).toEqual([]);
  });
});
