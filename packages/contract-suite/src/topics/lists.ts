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

import { Answer } from '../servers';
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

const NAMESPACE = 'contract-lists';
const NAMES = ['a', 'b', 'c', 'd', 'e'];

const namesOf = ({ body }: Answer) =>
  listAt(body, 'items').map(item => textAt(item, 'metadata', 'name'));

export const lists: Topic = server => {
  const list = (query: Record<string, string | number>) =>
    server().api.get(configMaps(NAMESPACE), {
      labelSelector: 'contract',
      ...query,
    });

  beforeAll(async () => {
    const { api } = server();
    await createNamespace(api, NAMESPACE);
    for (const name of NAMES) {
      await api.create(
        configMaps(NAMESPACE),
        configMap(name, {}, { labels: { contract: name } }),
      );
    }
  });

  it('gives all, with the version to watch from', async () => {
    const answer = await list({});

    expect(namesOf(answer)).toEqual(NAMES);
    expect(answer.body).toMatchObject({
      kind: 'ConfigMapList',
      apiVersion: 'v1',
      metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
    });
    expect(at(answer.body, 'items', 0, 'kind')).toBeUndefined();
  });

  it('gives pages, each from where the last one ended', async () => {
    const seen: string[] = [];
    let token = '';
    const sizes: number[] = [];
    do {
      const page = await list({ limit: 2, ...(token && { continue: token }) });
      expect(page.status).toBe(200);
      seen.push(...namesOf(page));
      sizes.push(namesOf(page).length);
      token = String(at(page.body, 'metadata', 'continue') ?? '');
    } while (token);

    expect(seen).toEqual(NAMES);
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('shows later pages as they were at the first one', async () => {
    const { api } = server();
    const first = await list({ limit: 2 });
    await api.create(
      configMaps(NAMESPACE),
      configMap('later', {}, { labels: { contract: 'later' } }),
    );

    const rest = await list({
      limit: 10,
      continue: textAt(first.body, 'metadata', 'continue'),
    });

    expect(namesOf(rest)).toEqual(['c', 'd', 'e']);
    expect(at(rest.body, 'metadata', 'resourceVersion')).toBe(
      at(first.body, 'metadata', 'resourceVersion'),
    );
    await api.delete(configMaps(NAMESPACE, 'later'));
  });

  it('answers 410 once the history of a continue token is gone', async () => {
    const { api, compact } = server();
    const first = await list({ limit: 2 });
    await api.merge(configMaps(NAMESPACE, 'e'), { data: { changed: 'yes' } });
    await compact();
    let answer: Answer;
    const deadline = Date.now() + 20_000;
    do {
      answer = await list({
        limit: 2,
        continue: textAt(first.body, 'metadata', 'continue'),
      });
      // The watch cache notices a compaction a moment later.
    } while (answer.status === 200 && Date.now() < deadline);

    expect(answer).toMatchObject(
      refusal(
        410,
        'Expired',
        expect.stringContaining('The provided continue parameter is too old'),
      ),
    );
    // The list may be taken up where it was, at today's state.
    const inconsistent = await list({
      limit: 2,
      continue: textAt(answer.body, 'metadata', 'continue'),
    });
    expect(namesOf(inconsistent)).toEqual(['c', 'd']);
  });

  it('counts what is left where no selector leaves anything out', async () => {
    const { api } = server();
    const all = await api.get(configMaps(NAMESPACE), { limit: 2 });
    const selected = await list({ limit: 2 });
    const whole = await api.get(configMaps(NAMESPACE));

    expect(at(all.body, 'metadata', 'remainingItemCount')).toBe(
      namesOf(whole).length - 2,
    );
    expect(at(selected.body, 'metadata', 'remainingItemCount')).toBe(undefined);
  });

  it('asks to come back for a version that is not there yet', async () => {
    expect(await list({ resourceVersion: '99999999' })).toMatchObject(
      refusal(
        504,
        'Timeout',
        expect.stringContaining(
          'Too large resource version: 99999999, current: ',
        ),
        {
          causes: [
            {
              reason: 'ResourceVersionTooLarge',
              message: 'Too large resource version',
            },
          ],
          retryAfterSeconds: 1,
        },
      ),
    );
  });

  it('refuses a token that is none', async () => {
    expect(await list({ limit: 2, continue: 'nonsense' })).toMatchObject(
      refusal(400, 'BadRequest', expect.stringContaining('continue')),
    );
  });

  it.each([
    ['contract=a', ['a']],
    ['contract!=a,contract', ['b', 'c', 'd', 'e']],
    ['contract in (a,b)', ['a', 'b']],
    ['contract notin (a,b,c),contract', ['d', 'e']],
  ])('selects by label: %s', async (labelSelector, names) => {
    expect(namesOf(await list({ labelSelector }))).toEqual(names);
  });

  it('selects by name', async () => {
    expect(namesOf(await list({ fieldSelector: 'metadata.name=c' }))).toEqual([
      'c',
    ]);
  });

  it('refuses selectors that it cannot read', async () => {
    expect(await list({ labelSelector: 'a=b=c' })).toMatchObject(
      refusal(400, 'BadRequest', "found '=', expected: ',' or 'end of string'"),
    );
    expect(await list({ fieldSelector: 'data.a=1' })).toMatchObject(
      refusal(
        400,
        'BadRequest',
        '"data.a" is not a known field selector: only "metadata.name", "metadata.namespace"',
      ),
    );
  });

  it("is read by the product's client, which adds what lists leave out", async () => {
    const objects = await server()
      .client()
      .list(
        { apiVersion: 'v1', kind: 'ConfigMap' },
        { namespace: NAMESPACE, labelSelector: 'contract' },
      );

    expect(objects?.map(({ metadata }) => metadata.name)).toEqual(NAMES);
    expect(objects?.[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
  });
};
