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
import { createWidgetKind, widget, widgets } from './widgets';
import { configMap, configMaps, createNamespace, textAt } from './helpers';

const NAMESPACE = 'contract-watches';

/** The product polls; it uses no watch. What people watch with `kubectl -w` works on both all the same. */
export const watches: Topic = server => {
  /** The next events from a version on. */
  async function events(
    resourceVersion: string,
    count: number,
    query: object = {},
  ) {
    const ending = new AbortController();
    const seen: { type: string; object: unknown }[] = [];
    const watch = server().api.watch(
      configMaps(NAMESPACE),
      { resourceVersion, labelSelector: 'contract', ...query },
      ending.signal,
    );
    for await (const event of watch) {
      seen.push(event);
      if (seen.length === count) {
        break;
      }
    }
    ending.abort();
    return seen;
  }

  const version = async () =>
    textAt(
      (await server().api.get(configMaps(NAMESPACE))).body,
      'metadata',
      'resourceVersion',
    );

  const labelled = { labels: { contract: 'yes' } };

  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it('tells what has happened since a list, also after a disconnect', async () => {
    const { api } = server();
    const start = await version();
    await api.create(configMaps(NAMESPACE), configMap('one', {}, labelled));
    await api.create(configMaps(NAMESPACE), configMap('other'));
    await api.merge(configMaps(NAMESPACE, 'one'), { data: { b: '2' } });
    const [first] = await events(start, 1);
    const last = textAt(first.object, 'metadata', 'resourceVersion');
    await api.delete(configMaps(NAMESPACE, 'one'));

    const rest = await events(last, 2);

    expect(first).toMatchObject({
      type: 'ADDED',
      object: { kind: 'ConfigMap', metadata: { name: 'one' } },
    });
    expect(rest).toMatchObject([
      { type: 'MODIFIED', object: { data: { b: '2' } } },
      { type: 'DELETED', object: { metadata: { name: 'one' } } },
    ]);
  });

  it('calls what leaves a selector deleted', async () => {
    const { api } = server();
    await api.create(configMaps(NAMESPACE), configMap('leaver', {}, labelled));
    const start = await version();
    await api.merge(configMaps(NAMESPACE, 'leaver'), {
      metadata: { labels: { contract: null } },
    });

    expect(await events(start, 1)).toMatchObject([
      { type: 'DELETED', object: { metadata: { name: 'leaver' } } },
    ]);
  });

  it('ends with 410 Gone from a version whose history is gone', async () => {
    const { api, compact } = server();
    await createWidgetKind(api);
    await api.create(widgets(), widget('old'));
    await compact();
    const ending = new AbortController();

    const watch = api.watch(widgets(), { resourceVersion: 1 }, ending.signal);
    const { value } = await watch.next();

    ending.abort();
    expect(value).toMatchObject({
      type: 'ERROR',
      object: {
        kind: 'Status',
        code: 410,
        reason: 'Expired',
        message: expect.stringContaining('too old resource version: 1'),
      },
    });
  });

  it('ends by itself after the time asked for', async () => {
    expect(await events(await version(), 1, { timeoutSeconds: 1 })).toEqual([]);
  });
};
