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

import { InputError } from '@backstage/errors';
import {
  ClusterConnectionError,
  KubernetesApiError,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import request from 'supertest';
import { z } from 'zod';
import { fakeClusters, fakeEngine, specOf } from '../__testUtils__/fakes';
import { testRouter } from '../__testUtils__/testRouter';
import { StackEngine } from '../engine/StackEngine';
import { Services } from './Services';

jest.setTimeout(60_000);

const unauthorized = new KubernetesApiError({
  statusCode: 401,
  reason: 'Unauthorized',
  message: 'the token has expired',
});
const forbidden = new KubernetesApiError({
  statusCode: 403,
  reason: 'Forbidden',
  message: 'secrets "test-tls" is forbidden',
});
const fail = (error: unknown) => async (): Promise<never> => {
  throw error;
};

const plan = async (services: Partial<Services>, body: object = {}) => {
  const { app } = await testRouter({ services });
  return request(app).post('/matrix-clusters/chat-eu/plan').send(body);
};

describe("what a cluster answers is not the API's own answer", () => {
  it.each<[string, Partial<StackEngine>, string]>([
    ['an expired token', { plan: fail(unauthorized) }, 'the token has expired'],
    [
      'a missing right',
      { planRemoval: fail(forbidden) },
      'secrets "test-tls" is forbidden',
    ],
    [
      'a connection that is refused',
      {
        readFacts: fail(
          new ClusterConnectionError('connect ECONNREFUSED 10.0.0.1:6443', {
            code: 'ECONNREFUSED',
          }),
        ),
      },
      'connect ECONNREFUSED 10.0.0.1:6443',
    ],
    [
      'an object that cannot be read',
      {
        plan: fail(z.object({ kind: z.string() }).safeParse({ kind: 1 }).error),
      },
      'kind: Invalid input: expected string, received number',
    ],
    [
      'an answer that is no JSON',
      { plan: fail(new SyntaxError('Unexpected token <')) },
      'Unexpected token <',
    ],
  ])('plan: %s', async (_, engine, cause) => {
    const response = await plan({ engine: fakeEngine(engine) });
    expect(response.status).toBe(503);
    expect(response.body.error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: `Kubernetes cluster sandbox could not be asked: ${cause}`,
    });
  });

  it('plan of an uninstall: what is read to know what is there', async () => {
    const response = await plan(
      { engine: fakeEngine({ planRemoval: fail(unauthorized) }) },
      { target: 'uninstall' },
    );
    expect(response.status).toBe(503);
  });

  it('plan: credentials that cannot be had', async () => {
    const response = await plan({
      clusters: { ...fakeClusters(), client: fail(unauthorized) },
    });
    expect(response.status).toBe(503);
  });

  it('render: an expired token', async () => {
    const { app } = await testRouter({
      services: { engine: fakeEngine({ readFacts: fail(unauthorized) }) },
    });
    const response = await request(app)
      .post('/specs/render')
      .send({ spec: specOf() });
    expect(response.status).toBe(503);
    expect(response.body.error.message).toContain('the token has expired');
  });

  it('leaves what is wrong with the request as it is', async () => {
    const response = await plan({
      engine: fakeEngine({
        planRemoval: fail(new InputError('also names no object')),
      }),
    });
    expect(response.status).toBe(400);
  });
});
