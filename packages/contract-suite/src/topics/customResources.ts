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
      'gadgets are served',
      () => api.apply(gadgets('early'), gadget('early', { size: 1 })),
      ({ status }) => status === 201,
    );
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

  it('go with their definition', async () => {
    const { api } = server();
    await api.delete(crdPath('gadgets'));

    const answer = await until(
      'gadgets are gone',
      () => api.get(gadgets()),
      ({ status }) => status === 404,
    );
    expect(answer.status).toBe(404);
  });
};
