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
  listAt,
  refusal,
  textAt,
} from './helpers';

const NAMESPACE = 'contract-apply';

const conflictWith = (manager: string, ...fields: string[]) =>
  refusal(
    409,
    'Conflict',
    expect.stringMatching(
      new RegExp(
        `^Apply failed with ${fields.length} conflicts?: conflicts? with "${manager}"`,
      ),
    ),
    {
      causes: fields.map(field => ({
        reason: 'FieldManagerConflict',
        message: expect.stringMatching(
          new RegExp(`^conflict with "${manager}"`),
        ),
        field,
      })),
    },
  );

export const serverSideApply: Topic = server => {
  const path = (name: string) => configMaps(NAMESPACE, name);
  const apply = (
    name: string,
    data: Record<string, string>,
    manager: string,
    options: { force?: boolean; dryRun?: boolean } = {},
  ) =>
    server().api.apply(path(name), configMap(name, data), {
      manager,
      ...options,
    });
  const data = async (name: string) =>
    at((await server().api.get(path(name))).body, 'data');

  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it('creates, changes, and leaves alone what is as it should be', async () => {
    const created = await apply('plain', { a: '1' }, 'one');
    const changed = await apply('plain', { a: '2' }, 'one');
    const same = await apply('plain', { a: '2' }, 'one');

    expect([created.status, changed.status, same.status]).toEqual([
      201, 200, 200,
    ]);
    expect(at(changed.body, 'metadata', 'resourceVersion')).not.toBe(
      at(created.body, 'metadata', 'resourceVersion'),
    );
    expect(same.body).toEqual(changed.body);
  });

  it('removes what a manager no longer applies, unless others own it, too', async () => {
    await apply('removed', { a: '1', b: '1', c: '1' }, 'one');
    await apply('removed', { b: '1' }, 'two');
    await apply('removed', { c: '1' }, 'one');

    expect(await data('removed')).toEqual({ b: '1', c: '1' });
  });

  it('refuses to change what others applied, with field and manager', async () => {
    await apply('taken', { a: '1', b: '1', c: '1' }, 'one');

    expect(await apply('taken', { a: '2', b: '1' }, 'two')).toMatchObject(
      conflictWith('one', '.data.a'),
    );
    expect(await apply('taken', { a: '2', b: '2' }, 'two')).toMatchObject(
      conflictWith('one', '.data.a', '.data.b'),
    );
    expect(await data('taken')).toEqual({ a: '1', b: '1', c: '1' });
  });

  it('words one conflict like this, and several like that', async () => {
    await apply('worded', { a: '1' }, 'one');
    await server().api.merge(path('worded'), { data: { b: '1' } });

    expect(await apply('worded', { a: '2' }, 'two')).toMatchObject({
      body: {
        message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
        details: { causes: [{ message: 'conflict with "one"' }] },
      },
    });
    const { body } = await apply('worded', { a: '2', b: '2' }, 'two');
    expect(textAt(body, 'message')).toMatch(
      /^Apply failed with 2 conflicts: conflicts with "kubectl-patch" using v1:\n- \.data\.b\nconflicts with "one":\n- \.data\.a$/,
    );
    const causes = listAt(body, 'details', 'causes');
    expect(causes).toHaveLength(2);
    // Their order changes from one answer to the next.
    expect(causes).toEqual(
      expect.arrayContaining([
        {
          reason: 'FieldManagerConflict',
          message: 'conflict with "one"',
          field: '.data.a',
        },
        {
          reason: 'FieldManagerConflict',
          message: 'conflict with "kubectl-patch" using v1',
          field: '.data.b',
        },
      ]),
    );
  });

  it('takes over where told to', async () => {
    await apply('forced', { a: '1' }, 'one');
    await apply('forced', { a: '2' }, 'two', { force: true });

    expect(await data('forced')).toEqual({ a: '2' });
    expect(await apply('forced', { a: '3' }, 'one')).toMatchObject(
      conflictWith('two', '.data.a'),
    );
  });

  it('lets two own a field of the same value', async () => {
    await apply('shared', { a: '1' }, 'one');
    expect(await apply('shared', { a: '1' }, 'two')).toMatchObject({
      status: 200,
    });
    expect(await apply('shared', { a: '2' }, 'one')).toMatchObject(
      conflictWith('two', '.data.a'),
    );
  });

  it('keeps its books in managedFields', async () => {
    await apply('books', { a: '1' }, 'one');
    const { body } = await server().api.merge(path('books'), {
      data: { b: '2' },
    });

    expect(at(body, 'metadata', 'managedFields')).toEqual([
      {
        manager: 'one',
        operation: 'Apply',
        apiVersion: 'v1',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:data': { 'f:a': {} } },
      },
      {
        manager: 'kubectl-patch',
        operation: 'Update',
        apiVersion: 'v1',
        time: expect.any(String),
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:data': { 'f:b': {} } },
      },
    ]);
  });

  it('hands over the books by a JSON patch of managedFields', async () => {
    const { api } = server();
    await api.create(
      configMaps(NAMESPACE),
      configMap('handed', { a: '1', b: '1' }),
      { fieldManager: 'kubectl-client-side-apply' },
    );
    const { body } = await api.get(path('handed'));
    const [old] = listAt(body, 'metadata', 'managedFields');
    const entry = {
      ...(typeof old === 'object' ? old : {}),
      manager: 'one',
      operation: 'Apply',
    };
    const patched = await api.request('PATCH', path('handed'), {
      contentType: 'application/json-patch+json',
      query: { fieldManager: 'one' },
      body: [
        {
          op: 'test',
          path: '/metadata/resourceVersion',
          value: at(body, 'metadata', 'resourceVersion'),
        },
        { op: 'replace', path: '/metadata/managedFields', value: [entry] },
      ],
    });
    expect(patched).toMatchObject({ status: 200 });

    await apply('handed', { a: '2' }, 'one');

    expect(await data('handed')).toEqual({ a: '2' });
  });

  it('stores nothing in a dry run, and answers as if it had', async () => {
    const made = await apply('dry', { a: '1' }, 'one', { dryRun: true });

    expect(made).toMatchObject({
      status: 201,
      body: { metadata: { uid: expect.any(String) }, data: { a: '1' } },
    });
    expect(await server().api.get(path('dry'))).toMatchObject({ status: 404 });
    await apply('dry', { a: '1' }, 'one');
    expect(
      await apply('dry', { a: '2' }, 'one', { dryRun: true }),
    ).toMatchObject({ status: 200, body: { data: { a: '2' } } });
    expect(await data('dry')).toEqual({ a: '1' });
    expect(
      await apply('dry', { a: '2' }, 'two', { dryRun: true }),
    ).toMatchObject(conflictWith('one', '.data.a'));
  });

  it('refuses an apply that nobody signs, and books that are brought along', async () => {
    const { api } = server();
    const unsigned = await api.request('PATCH', path('unsigned'), {
      body: configMap('unsigned'),
      contentType: 'application/apply-patch+yaml',
    });
    const books = await api.apply(
      path('books-brought'),
      configMap(
        'books-brought',
        {},
        { managedFields: [{ manager: 'x', operation: 'Apply' }] },
      ),
    );

    expect(unsigned).toMatchObject(
      refusal(
        422,
        'Invalid',
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      ),
    );
    expect(books).toMatchObject(
      refusal(400, 'BadRequest', 'metadata.managedFields must be nil'),
    );
  });

  it('refuses a write on top of another one', async () => {
    const { api } = server();
    const { body } = await apply('raced', { a: '1' }, 'one');
    await apply('raced', { a: '2' }, 'one');

    const late = await api.request('PUT', path('raced'), { body });

    expect(late).toMatchObject(
      refusal(
        409,
        'Conflict',
        'Operation cannot be fulfilled on configmaps "raced": the object has been modified; please apply your changes to the latest version and try again',
      ),
    );
  });

  it('holds a version and a uid that it brings against the object', async () => {
    const { body } = await apply('known', { a: '1' }, 'one');
    const metadata = (fields: object) =>
      server().api.apply(
        path('known'),
        configMap('known', { a: '2' }, fields),
        { manager: 'one' },
      );
    const other = '11111111-1111-4111-8111-111111111111';

    expect(await metadata({ resourceVersion: '1' })).toMatchObject(
      refusal(
        409,
        'Conflict',
        'Operation cannot be fulfilled on configmaps "known": the object has been modified; please apply your changes to the latest version and try again',
      ),
    );
    expect(await metadata({ uid: other })).toMatchObject(
      refusal(
        422,
        'Invalid',
        `ConfigMap "known" is invalid: metadata.uid: Invalid value: "${other}": field is immutable`,
      ),
    );
    expect(
      await metadata({
        resourceVersion: at(body, 'metadata', 'resourceVersion'),
        uid: at(body, 'metadata', 'uid'),
      }),
    ).toMatchObject({ status: 200, body: { data: { a: '2' } } });
  });

  it('refuses another name, namespace or kind than the path says', async () => {
    const { api } = server();

    expect(await api.apply(path('mine'), configMap('yours'))).toMatchObject(
      refusal(
        400,
        'BadRequest',
        'the name of the object (yours) does not match the name on the URL (mine)',
      ),
    );
    expect(
      await api.apply(path('mine'), {
        ...configMap('mine'),
        metadata: { name: 'mine', namespace: 'default' },
      }),
    ).toMatchObject(
      refusal(400, 'BadRequest', expect.stringContaining('namespace of the')),
    );
  });

  it('refuses what goes into a namespace that is not there', async () => {
    const answer = await server().api.apply(
      configMaps('contract-nowhere', 'a'),
      configMap('a'),
    );

    expect(answer).toMatchObject(
      refusal(404, 'NotFound', 'namespaces "contract-nowhere" not found'),
    );
  });
};
