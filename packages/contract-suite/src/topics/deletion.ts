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
  configMap,
  configMaps,
  createNamespace,
  refusal,
  textAt,
  until,
} from './helpers';

const NAMESPACE = 'contract-deletion';
const path = (name: string) => configMaps(NAMESPACE, name);

export const deletion: Topic = server => {
  beforeAll(() => createNamespace(server().api, NAMESPACE));

  const create = (name: string, metadata: object = {}) =>
    server().api.create(
      configMaps(NAMESPACE),
      configMap(name, { a: '1' }, metadata),
    );

  it('answers with a Status, and 404 the second time', async () => {
    const { api } = server();
    const { body } = await create('gone');

    expect(await api.delete(path('gone'))).toMatchObject({
      status: 200,
      body: {
        kind: 'Status',
        status: 'Success',
        details: {
          name: 'gone',
          kind: 'configmaps',
          uid: textAt(body, 'metadata', 'uid'),
        },
      },
    });
    expect(await api.delete(path('gone'))).toMatchObject(
      refusal(404, 'NotFound', 'configmaps "gone" not found', {
        name: 'gone',
        kind: 'configmaps',
      }),
    );
  });

  it('waits for finalizers', async () => {
    const { api } = server();
    await create('held', { finalizers: ['contract.example.org/held'] });

    const answer = await api.delete(path('held'));
    const held = await api.get(path('held'));
    const applied = await api.apply(
      path('held'),
      configMap('held', { b: '2' }),
    );
    await api.merge(path('held'), { metadata: { finalizers: null } });

    expect(answer).toMatchObject({
      status: 200,
      body: { kind: 'ConfigMap', metadata: { name: 'held' } },
    });
    expect(held).toMatchObject({
      status: 200,
      body: { metadata: { deletionTimestamp: expect.any(String) } },
    });
    expect(applied.status).toBe(200);
    expect(await api.get(path('held'))).toMatchObject({ status: 404 });
  });

  it('lets nobody add a finalizer to what is being deleted', async () => {
    const { api } = server();
    await create('dying', { finalizers: ['contract.example.org/held'] });
    await api.delete(path('dying'));

    expect(
      await api.merge(path('dying'), {
        metadata: {
          finalizers: [
            'contract.example.org/held',
            'contract.example.org/more',
          ],
        },
      }),
    ).toMatchObject({
      status: 422,
      body: {
        message: expect.stringContaining(
          'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted',
        ),
      },
    });
    await api.merge(path('dying'), { metadata: { finalizers: null } });
  });

  it('of another object of the same name is refused', async () => {
    const { api } = server();
    const { body } = await create('named');
    const uid = textAt(body, 'metadata', 'uid');

    expect(
      await api.delete(path('named'), { preconditions: { uid: 'another' } }),
    ).toMatchObject(
      refusal(
        409,
        'Conflict',
        `Operation cannot be fulfilled on ConfigMap "named": the UID in the precondition (another) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
      ),
    );
    expect(
      await api.delete(path('named'), { preconditions: { uid } }),
    ).toMatchObject({ status: 200 });
  });

  it('of another state than the one seen is refused', async () => {
    const { api } = server();
    await create('seen');

    expect(
      await api.delete(path('seen'), {
        preconditions: { resourceVersion: '1' },
      }),
    ).toMatchObject(
      refusal(
        409,
        'Conflict',
        expect.stringMatching(
          /^Operation cannot be fulfilled on ConfigMap "seen": the ResourceVersion in the precondition \(1\) does not match the ResourceVersion in record \(\d+\)\. The object might have been modified$/,
        ),
      ),
    );
  });

  it('changes nothing in a dry run', async () => {
    const { api } = server();
    await create('kept');
    await api.delete(path('kept'), undefined, { dryRun: 'All' });

    expect(await api.get(path('kept'))).toMatchObject({ status: 200 });
  });

  it('takes dependents along in the background', async () => {
    const { api } = server();
    const { body } = await create('owner');
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'owner',
        uid: textAt(body, 'metadata', 'uid'),
      },
    ];
    await create('dependent', { ownerReferences });
    await api.delete(path('owner'), { propagationPolicy: 'Background' });

    const gone = await until(
      'the dependent is gone',
      () => api.get(path('dependent')),
      ({ status }) => status === 404,
    );
    expect(gone.status).toBe(404);
  });

  it('lets dependents go first where told to', async () => {
    const { api } = server();
    const { body } = await create('foreground');
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: 'foreground',
        uid: textAt(body, 'metadata', 'uid'),
        blockOwnerDeletion: true,
      },
    ];
    await create('blocking', {
      ownerReferences,
      finalizers: ['contract.example.org/held'],
    });

    const answer = await api.delete(path('foreground'), {
      propagationPolicy: 'Foreground',
    });
    await until(
      'the dependent is being deleted',
      () => api.get(path('blocking')),
      dependent =>
        at(dependent.body, 'metadata', 'deletionTimestamp') !== undefined,
    );
    const held = await api.get(path('foreground'));
    await api.merge(path('blocking'), { metadata: { finalizers: null } });

    const waiting = {
      metadata: {
        deletionTimestamp: expect.any(String),
        finalizers: ['foregroundDeletion'],
      },
    };
    expect(answer).toMatchObject({ status: 200, body: waiting });
    expect(held).toMatchObject({ status: 200, body: waiting });
    for (const name of ['blocking', 'foreground']) {
      await until(
        `${name} is gone`,
        () => api.get(path(name)),
        ({ status }) => status === 404,
      );
    }
  });

  it('leaves dependents where told to', async () => {
    const { api } = server();
    const { body } = await create('orphaning');
    await create('orphan', {
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: 'orphaning',
          uid: textAt(body, 'metadata', 'uid'),
        },
      ],
    });

    const answer = await api.delete(path('orphaning'), {
      propagationPolicy: 'Orphan',
    });

    expect(answer).toMatchObject({
      status: 200,
      body: { kind: 'ConfigMap', metadata: { finalizers: ['orphan'] } },
    });
    await until(
      'the owner is gone',
      () => api.get(path('orphaning')),
      ({ status }) => status === 404,
    );
    const orphan = await api.get(path('orphan'));
    expect(orphan.status).toBe(200);
    expect(at(orphan.body, 'metadata', 'ownerReferences')).toBeUndefined();
  });

  it.each([
    [
      'services',
      'Service',
      { spec: { selector: { app: 'a' }, ports: [{ port: 80 }] } },
    ],
    ['serviceaccounts', 'ServiceAccount', {}],
    ['resourcequotas', 'ResourceQuota', { spec: { hard: { pods: '1' } } }],
  ])('of %s answers with the object', async (resource, kind, rest) => {
    const { api } = server();
    const collection = `/api/v1/namespaces/${NAMESPACE}/${resource}`;
    await api.create(collection, {
      apiVersion: 'v1',
      kind,
      metadata: { name: 'shown' },
      ...rest,
    });

    expect(await api.delete(`${collection}/shown`)).toMatchObject({
      status: 200,
      body: { kind, metadata: { name: 'shown' } },
    });
  });

  it('does not take two words for what becomes of dependents', async () => {
    const { api } = server();
    await create('torn');

    expect(
      await api.delete(path('torn'), {
        propagationPolicy: 'Orphan',
        orphanDependents: true,
      }),
    ).toMatchObject(
      refusal(
        422,
        'Invalid',
        'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set',
      ),
    );
  });

  it('of a namespace refuses what comes later, and takes all along', async () => {
    const { api } = server();
    const namespace = 'contract-terminating';
    await createNamespace(api, namespace);
    await api.create(
      configMaps(namespace),
      configMap('holds', {}, { finalizers: ['contract.example.org/held'] }),
    );
    await api.delete(`/api/v1/namespaces/${namespace}`);

    const late = await api.create(configMaps(namespace), configMap('late'));
    const applied = await api.apply(
      configMaps(namespace, 'late'),
      configMap('late'),
    );
    await api.merge(configMaps(namespace, 'holds'), {
      metadata: { finalizers: null },
    });

    const refused = refusal(
      403,
      'Forbidden',
      `configmaps "late" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
    );
    expect(late).toMatchObject(refused);
    expect(applied).toMatchObject(refused);
    expect(late).toMatchObject({
      body: {
        details: {
          causes: [
            {
              reason: 'NamespaceTerminating',
              message: `namespace ${namespace} is being terminated`,
              field: 'metadata.namespace',
            },
          ],
        },
      },
    });
    await until(
      'the namespace is gone',
      () => api.get(`/api/v1/namespaces/${namespace}`),
      ({ status }) => status === 404,
    );
  });
};
