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

import { Topic } from './Topic';
import {
  at,
  configMaps,
  createNamespace,
  listAt,
  refusal,
  textAt,
  until,
} from './helpers';

const NAMESPACE = 'contract-namespaces';
const accounts = (name?: string) =>
  `/api/v1/namespaces/${NAMESPACE}/serviceaccounts${name ? `/${name}` : ''}`;
const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

const pod = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'a', image: 'a:1' }], ...spec },
});

export const namespaces: Topic = server => {
  const untilThere = (path: string) =>
    until(
      `${path} is there`,
      () => server().api.get(path),
      ({ status }) => status === 200,
    );

  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it('get a ServiceAccount, and what their pods trust the API server by', async () => {
    await untilThere(accounts('default'));
    const { body } = await untilThere(
      configMaps(NAMESPACE, 'kube-root-ca.crt'),
    );

    expect(textAt(body, 'data', 'ca.crt')).toMatch(
      /^-----BEGIN CERTIFICATE-----/,
    );
  });

  it.each([accounts('default'), configMaps(NAMESPACE, 'kube-root-ca.crt')])(
    'get %s again when it is deleted',
    async path => {
      const { api } = server();
      const before = textAt((await untilThere(path)).body, 'metadata', 'uid');
      await api.delete(path);

      const again = await until(
        'another one is there',
        () => api.get(path),
        ({ status, body }) =>
          status === 200 && at(body, 'metadata', 'uid') !== before,
      );
      expect(again.status).toBe(200);
    },
  );

  it.each(['default', 'kube-system', 'kube-public'])(
    'such as %s are never deleted',
    async name => {
      expect(
        await server().api.delete(`/api/v1/namespaces/${name}`, undefined, {
          dryRun: 'All',
        }),
      ).toMatchObject(
        refusal(
          403,
          'Forbidden',
          `namespaces "${name}" is forbidden: this namespace may not be deleted`,
        ),
      );
    },
  );

  it('are deleted one at a time', async () => {
    const { api } = server();

    expect(
      await api.request('DELETE', '/api/v1/namespaces', {
        query: { labelSelector: 'contract=none' },
      }),
    ).toMatchObject({
      status: 405,
      body: { reason: 'MethodNotAllowed' },
    });
    const { body } = await api.get('/api/v1');
    const entry = listAt(body, 'resources').find(
      resource => at(resource, 'name') === 'namespaces',
    );
    expect(listAt(entry, 'verbs')).not.toContain('deletecollection');
  });

  describe('and their ServiceAccounts', () => {
    it('run pods that name none, and mount their token', async () => {
      await untilThere(accounts('default'));
      const { body } = await server().api.create(pods, pod('plain'));

      expect(at(body, 'spec', 'serviceAccountName')).toBe('default');
      expect(listAt(body, 'spec', 'containers', 0, 'volumeMounts')).toEqual([
        {
          name: expect.stringMatching(/^kube-api-access-[a-z0-9]{5}$/),
          mountPath: TOKEN,
          readOnly: true,
        },
      ]);
      expect(at(body, 'spec', 'volumes', 0)).toMatchObject({
        projected: {
          sources: expect.arrayContaining([
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
          ]),
        },
      });
    });

    it('keep their token where they or the pod say so', async () => {
      const { api } = server();
      await api.create(accounts(), {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'silent' },
        automountServiceAccountToken: false,
      });
      const ofAccount = await until(
        'the account is known',
        () => api.create(pods, pod('silent', { serviceAccountName: 'silent' })),
        ({ status }) => status === 201,
      );
      const ofPod = await api.create(
        pods,
        pod('quiet', { automountServiceAccountToken: false }),
      );

      for (const { body } of [ofAccount, ofPod]) {
        expect(at(body, 'spec', 'volumes')).toBeUndefined();
        expect(
          at(body, 'spec', 'containers', 0, 'volumeMounts'),
        ).toBeUndefined();
      }
    });

    it('have to be there: a pod of another one is refused', async () => {
      expect(
        await server().api.create(
          pods,
          pod('stranger', { serviceAccountName: 'nobody' }),
        ),
      ).toMatchObject(
        refusal(
          403,
          'Forbidden',
          `pods "stranger" is forbidden: error looking up service account ${NAMESPACE}/nobody: serviceaccount "nobody" not found`,
          { name: 'stranger', kind: 'pods' },
        ),
      );
    });

    it('hold Jobs up that name one which is not there, and tell why', async () => {
      const { api } = server();
      const job = (name: string) =>
        `/apis/batch/v1/namespaces/${NAMESPACE}/jobs/${name}`;
      await api.apply(job('held'), {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'held' },
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              serviceAccountName: 'late',
              containers: [{ name: 'a', image: 'a:1' }],
            },
          },
        },
      });

      const { body: events } = await until(
        'an Event says why',
        () =>
          api.get(`/api/v1/namespaces/${NAMESPACE}/events`, {
            fieldSelector: 'involvedObject.name=held,reason=FailedCreate',
          }),
        ({ body }) => listAt(body, 'items').length > 0,
      );
      expect(textAt(events, 'items', 0, 'message')).toContain(
        `error looking up service account ${NAMESPACE}/late: serviceaccount "late" not found`,
      );
      await api.create(accounts(), {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'late' },
      });
      await until(
        'the Job goes on',
        () => api.get(job('held')),
        ({ body }) => at(body, 'status', 'succeeded') === 1,
      );
    });
  });
};
