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
import { at, listAt, refusal, until } from './helpers';
import { crdPath, widget, widgetKind, widgets } from './widgets';

const gadget = (name: string, spec: object) => ({
  ...widget(name, spec),
  kind: 'Gadget',
});
const GROUP = '/apis/contract.example.org/v1';
const METADATA_ONLY_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

const isListed = (body: unknown, resource: string) =>
  listAt(body, 'resources').some(one => at(one, 'name') === resource);

const gadgets = (name?: string) => widgets(name, 'gadgets');

export const customResources: Topic = server => {
  it('are not there before their definition, and are a moment after it', async () => {
    const { api } = server();
    expect(await api.get(gadgets())).toMatchObject({ status: 404 });
    expect(
      await api.apply(gadgets('early'), gadget('early', { size: 1 })),
    ).toMatchObject({ status: 404 });

    const made = await api.apply(
      crdPath('gadgets'),
      widgetKind('gadgets', 'Gadget'),
    );
    expect(made.status).toBe(201);
    const established = await until(
      'the CRD is established',
      () => api.get(crdPath('gadgets')),
      ({ body }) =>
        listAt(body, 'status', 'conditions').some(
          condition =>
            at(condition, 'type') === 'Established' &&
            at(condition, 'status') === 'True',
        ),
    );
    expect(listAt(established.body, 'status', 'conditions')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'NamesAccepted', status: 'True' }),
      ]),
    );
    await until(
      'discovery lists gadgets',
      () => api.get(GROUP),
      ({ body }) => isListed(body, 'gadgets'),
    );
    await until(
      'gadgets are served',
      () => api.apply(gadgets('early'), gadget('early', { size: 1 })),
      ({ status }) => status === 201,
    );
  });

  it('are listed by their metadata alone, by whoever wants to know whether they are served', async () => {
    const { api } = server();
    const list = (name: string) =>
      api.get(widgets(undefined, name), { limit: '1' }, METADATA_ONLY_LIST);

    expect(await list('gadgets')).toMatchObject({
      status: 200,
      body: { kind: 'PartialObjectMetadataList' },
    });
    expect(await list('gizmos')).toMatchObject({ status: 404 });
  });

  it('get their defaults', async () => {
    const { body } = await server().api.get(gadgets('early'));

    expect(at(body, 'spec')).toEqual({ size: 1, colour: 'grey' });
    expect(at(body, 'metadata', 'generation')).toBe(1);
  });

  it('are held against their schema', async () => {
    const { api } = server();

    expect(
      await api.apply(gadgets('wrong'), gadget('wrong', { size: 0 })),
    ).toMatchObject(
      refusal(
        422,
        'Invalid',
        'Gadget.contract.example.org "wrong" is invalid: spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1',
      ),
    );
    expect(
      await api.apply(gadgets('wrong'), gadget('wrong', { colour: 'red' })),
    ).toMatchObject(
      refusal(
        422,
        'Invalid',
        'Gadget.contract.example.org "wrong" is invalid: spec.size: Required value',
      ),
    );
  });

  const wrong: readonly [field: string, value: unknown, problem: string][] = [
    ['code', 'long', 'Too long: may not be more than 3 bytes'],
    ['tags', ['a', 'b', 'c'], 'Too many: 3: must have at most 2 items'],
    [
      'since',
      'yesterday',
      'Invalid value: "yesterday": spec.since in body must be of type date-time: "yesterday"',
    ],
    [
      'port',
      true,
      'Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
    ],
  ];

  it.each(wrong)(
    'are refused with a wrong %s, whichever way they come in',
    async (field, value, problem) => {
      const { api } = server();
      const object = gadget('wrong', { size: 1, [field]: value });
      const refused = refusal(
        422,
        'Invalid',
        `Gadget.contract.example.org "wrong" is invalid: spec.${field}: ${problem}`,
      );

      expect(await api.create(gadgets(), object)).toMatchObject(refused);
      expect(await api.apply(gadgets('wrong'), object)).toMatchObject(refused);
    },
  );

  it('are refused with a field of another type, applied in other words', async () => {
    const { api } = server();
    const object = gadget('wrong', { size: 1, colour: 1 });

    expect(await api.create(gadgets(), object)).toMatchObject(
      refusal(
        422,
        'Invalid',
        'Gadget.contract.example.org "wrong" is invalid: spec.colour: Invalid value: "integer": spec.colour in body must be of type string: "integer"',
      ),
    );
    expect(await api.apply(gadgets('wrong'), object)).toMatchObject({
      status: 500,
      body: {
        message:
          'failed to create typed patch object (/wrong; contract.example.org/v1, Kind=Gadget): .spec.colour: expected string, got &value.valueUnstructured{Value:1}',
      },
    });
  });

  it('keep null where it may be, and an apply may not bring it elsewhere', async () => {
    const { api } = server();
    const nulls = { size: 1, code: null, since: null };
    const created = await api.create(gadgets(), gadget('nulls', nulls));
    const applied = await api.apply(gadgets('none'), gadget('none', nulls));

    expect(at(created.body, 'spec')).toEqual({
      size: 1,
      colour: 'grey',
      code: null,
    });
    expect(applied).toMatchObject(
      refusal(
        422,
        'Invalid',
        'Gadget.contract.example.org "none" is invalid: spec.since: Invalid value: "null": spec.since in body must be of type string: "null"',
      ),
    );
  });

  it('are replaced only by whoever says which version of them', async () => {
    const { api } = server();
    const { body } = await api.get(gadgets('early'));
    const replace = (metadata: object) =>
      api.request('PUT', gadgets('early'), {
        body: { ...gadget('early', { size: 1 }), metadata },
      });

    expect(await replace({ name: 'early' })).toMatchObject(
      refusal(
        422,
        'Invalid',
        'gadgets.contract.example.org "early" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
      ),
    );
    expect(
      await replace({
        name: 'early',
        resourceVersion: at(body, 'metadata', 'resourceVersion'),
      }),
    ).toMatchObject({ status: 200 });
  });

  it('are not patched strategically', async () => {
    expect(
      await server().api.request('PATCH', gadgets('early'), {
        body: { spec: { size: 2 } },
        contentType: 'application/strategic-merge-patch+json',
      }),
    ).toMatchObject(
      refusal(
        415,
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
      ),
    );
  });

  it('may stay as they are when their schema gets stricter', async () => {
    const { api } = server();
    await api.apply(gadgets('large'), gadget('large', { size: 9 }));
    const stricter = widgetKind('gadgets', 'Gadget');
    const { spec } =
      stricter.spec.versions[0].schema.openAPIV3Schema.properties;
    const maximum = { ...spec.properties.size, maximum: 5 };
    const changed = await api.apply(crdPath('gadgets'), {
      ...stricter,
      spec: {
        ...stricter.spec,
        versions: stricter.spec.versions.map(version => ({
          ...version,
          schema: {
            openAPIV3Schema: {
              ...version.schema.openAPIV3Schema,
              properties: {
                ...version.schema.openAPIV3Schema.properties,
                spec: {
                  ...spec,
                  properties: { ...spec.properties, size: maximum },
                },
              },
            },
          },
        })),
      },
    });
    expect(changed.status).toBe(200);
    await until(
      'the stricter schema holds',
      () =>
        api.create(gadgets(), gadget('larger', { size: 6 }), {
          dryRun: 'All',
        }),
      ({ status }) => status === 422,
    );

    expect(
      await api.merge(gadgets('large'), { spec: { colour: 'red' } }),
    ).toMatchObject({ status: 200, body: { spec: { size: 9 } } });
    expect(
      await api.merge(gadgets('large'), { spec: { size: 8 } }),
    ).toMatchObject({ status: 422 });
  });

  it('lose unknown fields, or are refused with them', async () => {
    const { api } = server();
    const unknown = gadget('unknown', { size: 1, weight: 2 });
    const strict = await api.create(gadgets(), unknown, {
      fieldValidation: 'Strict',
    });
    const lenient = await api.create(gadgets(), unknown);

    expect(strict).toMatchObject({
      status: 400,
      body: {
        reason: 'BadRequest',
        message: expect.stringContaining('unknown field "spec.weight"'),
      },
    });
    expect(lenient.status).toBe(201);
    expect(lenient.headers.warning).toContain('spec.weight');
    expect(at(lenient.body, 'spec')).toEqual({ size: 1, colour: 'grey' });
  });

  it('are refused with unknown fields where they are applied, asked to ignore them or not', async () => {
    const { api } = server();
    const kind = widgetKind('gadgets', 'Gadget');
    const [version] = kind.spec.versions;
    const misspelt = {
      ...kind,
      spec: { ...kind.spec, versions: [{ ...version, servd: true }] },
    };

    expect(
      await api.apply(
        gadgets('unknown'),
        gadget('unknown', { size: 1, weight: 2 }),
        { validation: 'Ignore' },
      ),
    ).toMatchObject({
      status: 500,
      body: {
        message: expect.stringContaining(
          '.spec.weight: field not declared in schema',
        ),
      },
    });
    expect(
      await api.apply(crdPath('gadgets'), misspelt, { validation: 'Ignore' }),
    ).toMatchObject({
      status: 500,
      body: {
        message: expect.stringContaining(
          '.servd: field not declared in schema',
        ),
      },
    });
  });

  it('merge lists by their keys', async () => {
    const { api } = server();
    const parts = (...names: string[]) =>
      gadget('parts', { size: 1, parts: names.map(name => ({ name })) });
    await api.apply(gadgets('parts'), parts('a', 'b'), { manager: 'one' });
    await api.apply(
      gadgets('parts'),
      gadget('parts', { size: 1, parts: [{ name: 'c', weight: 3 }] }),
      { manager: 'two' },
    );
    await api.apply(gadgets('parts'), parts('b'), { manager: 'one' });
    const { body } = await api.get(gadgets('parts'));

    expect(at(body, 'spec', 'parts')).toEqual([
      { name: 'b' },
      { name: 'c', weight: 3 },
    ]);
    expect(
      await api.apply(
        gadgets('parts'),
        gadget('parts', { size: 1, parts: [{ name: 'c', weight: 4 }] }),
        { manager: 'one' },
      ),
    ).toMatchObject({
      status: 409,
      body: {
        details: {
          causes: [
            {
              field: '.spec.parts[name="c"].weight',
              message: 'conflict with "two"',
            },
          ],
        },
      },
    });
  });

  it('have a status of its own, which a spec cannot write', async () => {
    const { api } = server();
    await api.request('PATCH', `${gadgets('early')}/status`, {
      body: { status: { phase: 'Done' } },
      contentType: 'application/merge-patch+json',
    });
    await api.merge(gadgets('early'), {
      spec: { size: 2 },
      status: { phase: 'Lies' },
    });
    const { body } = await api.get(gadgets('early'));

    expect(body).toMatchObject({
      metadata: { generation: 2 },
      spec: { size: 2 },
      status: { phase: 'Done' },
    });
  });

  it('hold their definition back while a finalizer holds them', async () => {
    const { api } = server();
    await api.merge(gadgets('early'), {
      metadata: { finalizers: ['contract.example.org/held'] },
    });
    expect(await api.delete(crdPath('gadgets'))).toMatchObject({
      status: 200,
      body: {
        metadata: {
          finalizers: ['customresourcecleanup.apiextensions.k8s.io'],
        },
      },
    });

    await until(
      'the definition says that it is going',
      () => api.get(crdPath('gadgets')),
      ({ body }) =>
        listAt(body, 'status', 'conditions').some(
          condition =>
            at(condition, 'type') === 'Terminating' &&
            at(condition, 'status') === 'True',
        ),
    );
    expect(
      await until(
        'new ones are refused',
        () => api.create(gadgets(), gadget('late', { size: 1 })),
        ({ status }) => status !== 201,
      ),
    ).toMatchObject(
      refusal(
        403,
        'Forbidden',
        'gadgets.contract.example.org "late" is forbidden: create not allowed while custom resource definition is terminating',
      ),
    );
    const held = await until(
      'the held one is being deleted',
      () => api.get(gadgets('early')),
      ({ body }) => at(body, 'metadata', 'deletionTimestamp') !== undefined,
    );
    expect(held.status).toBe(200);
  });

  it('go with their definition', async () => {
    const { api } = server();
    await api.merge(gadgets('early'), { metadata: { finalizers: null } });

    const answer = await until(
      'gadgets are gone',
      () => api.get(gadgets()),
      ({ status }) => status === 404,
    );
    expect(answer.status).toBe(404);
    await until(
      'discovery does not list them any more',
      () => api.get(GROUP),
      ({ body }) => !isListed(body, 'gadgets'),
    );
  });
};
