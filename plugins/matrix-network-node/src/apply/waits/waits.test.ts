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
  KubernetesObject,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { KubernetesApiError } from '../../cluster';
import { ObjectsClient } from '../../__testUtils__/ObjectsClient';
import { checkWait, describeWait } from '.';

const object = (
  kind: string,
  name: string,
  fields: object,
  namespace?: string,
): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace, generation: 2 },
  ...fields,
});

const check = (wait: Wait, ...objects: KubernetesObject[]) =>
  checkWait(wait, new ObjectsClient(objects), {});

const conditions = (...items: object[]) => ({ status: { conditions: items } });

describe('crdEstablished', () => {
  const wait = (...apiVersions: string[]): Wait => ({
    kind: 'crdEstablished',
    name: 'issuers.x',
    serves: apiVersions.map(apiVersion => ({ apiVersion, kind: 'Issuer' })),
  });
  const crd = (...items: object[]) =>
    object('CustomResourceDefinition', 'issuers.x', conditions(...items));
  /** `ObjectsClient` serves no version of this. */
  const unserved = wait('x/v1', 'unserved/v1');
  const later = (...objects: KubernetesObject[]) =>
    checkWait(unserved, new ObjectsClient(objects), { waited: 2_000 });

  it('is done once all versions are served', async () => {
    expect(await check(wait('x/v1', 'x/v2'))).toEqual({ state: 'done' });
  });

  it.each([true, false])(
    'asks for a kind by itself where others wait for it: %p',
    async isNeeded => {
      const client = new ObjectsClient();
      const serves = jest.spyOn(client, 'serves');

      await checkWait(wait('x/v1'), client, { isNeeded });

      expect(serves.mock.calls).toEqual([
        [
          { apiVersion: 'x/v1', kind: 'Issuer' },
          expect.objectContaining({ directly: isNeeded }),
        ],
      ]);
    },
  );

  it('does not read the CRD for what commonly takes a moment', async () => {
    const client = new ObjectsClient();
    const get = jest.spyOn(client, 'get');

    expect(await checkWait(unserved, client, { waited: 500 })).toEqual({
      state: 'waiting',
      message: 'not established yet',
    });
    expect(get).not.toHaveBeenCalled();
  });

  it.each([
    ['not there yet', []],
    ['not established yet', [crd()]],
    [
      'unserved/v1 is not served yet',
      [crd({ type: 'Established', status: 'True' })],
    ],
  ])('says after a while that it is %s', async (message, objects) => {
    expect(await later(...objects)).toEqual({ state: 'waiting', message });
  });

  it('fails where the names are taken', async () => {
    const taken = {
      type: 'NamesAccepted',
      status: 'False',
      message: '"Issuer" is already in use',
    };

    expect(await later(crd(taken))).toEqual({
      state: 'failed',
      message: '"Issuer" is already in use',
    });
  });
});

describe('deploymentAvailable', () => {
  const wait = {
    kind: 'deploymentAvailable',
    namespace: 'n',
    name: 'd',
  } as const;
  const deployment = (status: object) =>
    object('Deployment', 'd', { spec: { replicas: 3 }, status }, 'n');

  it.each([
    [
      { observedGeneration: 2, updatedReplicas: 3, availableReplicas: 3 },
      'done',
    ],
    [
      { observedGeneration: 1, updatedReplicas: 3, availableReplicas: 3 },
      'waiting',
    ],
    [
      { observedGeneration: 2, updatedReplicas: 2, availableReplicas: 3 },
      'waiting',
    ],
    [
      { observedGeneration: 2, updatedReplicas: 3, availableReplicas: 2 },
      'waiting',
    ],
    [{}, 'waiting'],
  ])('with status %j it is %s', async (status, state) => {
    expect(await check(wait, deployment(status))).toMatchObject({ state });
  });

  it('fails when the rollout got stuck', async () => {
    const stuck = {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: 'ReplicaSet "d-1" has timed out progressing.',
    };

    const rollout = { observedGeneration: 2, conditions: [stuck] };

    expect(await check(wait, deployment(rollout))).toEqual({
      state: 'failed',
      message: 'ReplicaSet "d-1" has timed out progressing.',
    });
    // The rollout that was stuck is the one before the change that is waited for.
    expect(
      await check(wait, deployment({ ...rollout, observedGeneration: 1 })),
    ).toEqual({ state: 'waiting', message: '0 of 3 replicas available' });
    // Fewer replicas are wanted now, and these are there.
    expect(
      await check(
        wait,
        deployment({ ...rollout, updatedReplicas: 3, availableReplicas: 3 }),
      ),
    ).toEqual({ state: 'done' });
  });
});

describe('daemonSetReady', () => {
  const wait = { kind: 'daemonSetReady', namespace: 'n', name: 'd' } as const;

  it('wants a ready pod on each node', async () => {
    const status = {
      observedGeneration: 2,
      desiredNumberScheduled: 3,
      updatedNumberScheduled: 3,
      numberReady: 2,
    };
    const daemonSet = (ready: number) =>
      object(
        'DaemonSet',
        'd',
        { status: { ...status, numberReady: ready } },
        'n',
      );

    expect(await check(wait, daemonSet(2))).toEqual({
      state: 'waiting',
      message: '2 of 3 nodes ready',
    });
    expect(await check(wait, daemonSet(3))).toEqual({ state: 'done' });
  });
});

describe('webhookReady', () => {
  const wait = {
    kind: 'webhookReady',
    configurationKind: 'ValidatingWebhookConfiguration',
    name: 'w',
  } as const;
  const configuration = (...bundles: (string | undefined)[]) =>
    object('ValidatingWebhookConfiguration', 'w', {
      webhooks: bundles.map(caBundle => ({
        name: 'w.example.org',
        clientConfig: { caBundle },
      })),
    });

  it('wants a CA in each webhook', async () => {
    expect(await check(wait, configuration('Q0E=', undefined))).toEqual({
      state: 'waiting',
      message: 'webhook w.example.org has no CA bundle yet',
    });
    expect(await check(wait, configuration('Q0E=', 'Q0E='))).toEqual({
      state: 'done',
    });
  });
});

describe('dryRunAccepted', () => {
  const wait = {
    kind: 'dryRunAccepted',
    object: object('Issuer', 'probe', {}, 'matrix'),
  } as const;
  const answering = async (error?: Error) => {
    const client = new ObjectsClient();
    if (error) {
      client.refusals.push(error);
    }
    const state = await checkWait(wait, client, {});
    return { state, client };
  };

  it('is done when the object would go in, and stores nothing', async () => {
    const { state, client } = await answering();

    expect(state).toEqual({ state: 'done' });
    expect(client.applied).toEqual([]);
  });

  it.each([
    [500, 'failed calling webhook "w": no endpoints available', 'waiting'],
    [404, 'cluster x does not serve kind Issuer', 'waiting'],
    [403, 'issuers is forbidden', 'failed'],
  ])('after %d %s it is %s', async (statusCode, message, state) => {
    const answer = await answering(
      new KubernetesApiError({ statusCode, message }),
    );

    expect(answer.state).toMatchObject({ state, message });
  });
});

describe('issuerReady', () => {
  const wait = { kind: 'issuerReady', name: 'letsencrypt-prod' } as const;
  const issuer = (condition: object) =>
    object('ClusterIssuer', 'letsencrypt-prod', conditions(condition));

  it('is done when it is ready', async () => {
    expect(
      await check(wait, issuer({ type: 'Ready', status: 'True' })),
    ).toEqual({ state: 'done' });
  });

  it.each([
    [
      'Failed to register ACME account: Get "https://acme-v02.api.letsencrypt.org/directory": dial tcp: i/o timeout',
      'waiting',
    ],
    [
      'Failed to register ACME account: 429 urn:ietf:params:acme:error:rateLimited: too many new registrations',
      'waiting',
    ],
    [
      'Failed to register ACME account: 400 urn:ietf:params:acme:error:invalidContact: contact email has invalid domain',
      'failed',
    ],
  ])('after "%s" it is %s', async (message, state) => {
    const condition = {
      type: 'Ready',
      status: 'False',
      reason: 'ErrRegisterACMEAccount',
      message,
    };

    expect(await check(wait, issuer(condition))).toEqual({ state, message });
  });

  it.each([
    { type: 'Ready', status: 'True' },
    {
      type: 'Ready',
      status: 'False',
      message:
        'Failed to register ACME account: 400 urn:ietf:params:acme:error:invalidContact: contact email has invalid domain',
    },
  ])('does not go by what was said before a change: $status', async ready => {
    const said = (observedGeneration: number) =>
      check(wait, issuer({ ...ready, observedGeneration }));

    expect(await said(1)).toEqual({
      state: 'waiting',
      message: 'cert-manager has not looked at it',
    });
    expect(await said(2)).not.toMatchObject({ state: 'waiting' });
  });
});

describe('certificateReady', () => {
  const wait = {
    kind: 'certificateReady',
    namespace: 'matrix',
    name: 'test-certificate',
    required: true,
  } as const;
  const certificate = (...items: object[]) =>
    object('Certificate', 'test-certificate', conditions(...items), 'matrix');

  it('is done when it is ready', async () => {
    expect(
      await check(wait, certificate({ type: 'Ready', status: 'True' })),
    ).toEqual({ state: 'done' });
  });

  it('fails with the message of a failed issuance', async () => {
    const message = 'The certificate request has failed to complete';

    expect(
      await check(
        wait,
        certificate(
          { type: 'Ready', status: 'False' },
          { type: 'Issuing', status: 'False', reason: 'Failed', message },
        ),
      ),
    ).toEqual({ state: 'failed', message });
  });

  it('does not go by what was said before a change', async () => {
    const said = (condition: object) => check(wait, certificate(condition));
    const ready = { type: 'Ready', status: 'True' };
    const refused = { type: 'Issuing', status: 'False', reason: 'Failed' };

    expect(await said({ ...ready, observedGeneration: 1 })).toEqual({
      state: 'waiting',
      message: 'cert-manager has not looked at it',
    });
    expect(await said({ ...refused, observedGeneration: 1 })).toMatchObject({
      state: 'waiting',
    });
    expect(await said({ ...ready, observedGeneration: 2 })).toEqual({
      state: 'done',
    });
    expect(await said({ ...refused, observedGeneration: 2 })).toMatchObject({
      state: 'failed',
    });
  });

  it('waits while cert-manager works on it', async () => {
    const message = 'Issuing certificate as Secret does not exist';

    expect(
      await check(
        wait,
        certificate({ type: 'Ready', status: 'False', message }),
      ),
    ).toEqual({ state: 'waiting', message });
  });
});

it('says of each wait what it is for', () => {
  expect(
    describeWait({
      kind: 'webhookReady',
      configurationKind: 'ValidatingWebhookConfiguration',
      name: 'w',
    }),
  ).toBe('ValidatingWebhookConfiguration w to have its CA');
});
