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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { admissionJobs } from '../stack/patches/admissionJobs';
import { find } from '../__testUtils__/find';
import { miniatureIngress } from '../__testUtils__/miniature';
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { applyHook } from './applyHook';

const jobs = admissionJobs(miniatureIngress.objects);
const create = find(jobs, 'Job', 'ingress-nginx-admission-create');
const patch = find(jobs, 'Job', 'ingress-nginx-admission-patch');

const secret: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'ingress-nginx-admission', namespace: 'ingress-nginx' },
};

const webhook = (caBundle?: string): KubernetesObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'ingress-nginx-admission' },
  webhooks: [{ name: 'w', clientConfig: { caBundle } }],
});

const ended = (job: KubernetesObject, type: string): KubernetesObject => ({
  ...job,
  status: { conditions: [{ type, status: 'True' }] },
});

const run = async (job: KubernetesObject, ...objects: KubernetesObject[]) => {
  const client = new ObjectsClient(objects);
  const outcome = await applyHook(job, { client, force: false });
  return { outcome, client };
};

it('runs while its product is missing', async () => {
  const { outcome, client } = await run(create);

  expect(outcome).toEqual({ result: 'created' });
  expect(client.applied).toEqual([create]);
});

it('does not run again once its product is there', async () => {
  expect((await run(create, secret)).client.applied).toEqual([]);
  expect((await run(patch, webhook('Q0E='), secret)).outcome).toEqual({
    result: 'unchanged',
  });
});

it('runs again when the webhook lost its CA', async () => {
  expect((await run(patch, webhook())).client.applied).toEqual([patch]);
});

describe('where the Secret has been made anew', () => {
  const secretOf = (creationTimestamp: string): KubernetesObject => ({
    ...secret,
    metadata: { ...secret.metadata, creationTimestamp },
  });
  const written = (time?: string): KubernetesObject => {
    const object = webhook('Q0E=');
    const caBundle = {
      'f:webhooks': {
        'k:{"name":"w"}': { 'f:clientConfig': { 'f:caBundle': {} } },
      },
    };
    return {
      ...object,
      metadata: {
        ...object.metadata,
        managedFields: [
          {
            manager: 'matrix-network',
            time: '2026-01-09T00:00:00Z',
            fieldsV1: { 'f:webhooks': { 'k:{"name":"w"}': { '.': {} } } },
          },
          ...(time
            ? [{ manager: 'kube-webhook-certgen', time, fieldsV1: caBundle }]
            : []),
        ],
      },
    };
  };

  it('gives the webhook its CA', async () => {
    const { client } = await run(
      patch,
      written('2026-01-01T00:00:00Z'),
      secretOf('2026-01-01T00:00:01Z'),
    );
    expect(client.applied).toEqual([patch]);
  });

  it('gives the webhook its CA also where the Secret is still to come', async () => {
    const { client } = await run(patch, written('2026-01-01T00:00:00Z'));
    expect(client.applied).toEqual([patch]);
  });

  it.each([
    ['was written after', written('2026-01-01T00:00:02Z')],
    ['was written in the same second', written('2026-01-01T00:00:01Z')],
    ['has no known writer', written()],
  ])('leaves a CA that %s', async (_, configuration) => {
    const { outcome } = await run(
      patch,
      configuration,
      secretOf('2026-01-01T00:00:01Z'),
    );
    expect(outcome).toEqual({ result: 'unchanged' });
  });
});

it('lets one that is under way finish', async () => {
  const { outcome, client } = await run(create, create);

  expect(outcome).toEqual({ result: 'unchanged' });
  expect(client.applied).toEqual([]);
});

it('does not count on one that is being deleted', async () => {
  const leaving = {
    ...create,
    metadata: { ...create.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' },
  };

  await expect(run(create, leaving)).rejects.toMatchObject({
    statusCode: 409,
    message: expect.stringContaining('is being deleted'),
  });
});

it.each(['Complete', 'Failed'])(
  'replaces one that ended %s without its product, for it cannot be changed',
  async type => {
    const client = new ObjectsClient([ended(create, type)]);

    await expect(
      applyHook(create, { client, force: false }),
    ).rejects.toMatchObject({ statusCode: 409, reason: 'AlreadyExists' });
    expect(client.deleted).toEqual(['ingress-nginx-admission-create']);
  },
);
