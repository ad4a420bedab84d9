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

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import express from 'express';
import { AddressInfo } from 'node:net';
import { parseAllDocuments } from 'yaml';
import { createObjectStore } from '../store/MemoryObjectStore';
import { createMirrorRouter, mirrorFiles } from './mirrorRouter';

const FILES = [
  ['ingress-nginx/controller-v1.11.1.yaml', 19],
  ['ingress-nginx/controller-v1.15.1.yaml', 19],
  ['cert-manager/cert-manager-v1.14.0.yaml', 45],
  ['cert-manager/cert-manager-v1.21.1.yaml', 47],
] as const;

/** A folder with the real releases, in the same layout. */
const realMirror = process.env.MATRIX_NETWORK_TEST_MIRROR;

function objectsOf(yaml: string): KubernetesObject[] {
  return parseAllDocuments(yaml)
    .map(document => document.toJS())
    .filter(object => object !== null);
}

const idOf = ({ apiVersion, kind, metadata }: KubernetesObject) =>
  [apiVersion, kind, metadata.namespace ?? '-', metadata.name].join(' ');

describe('the mirror', () => {
  const files = mirrorFiles();

  it.each(FILES)('has %s with %d objects, each once', (file, count) => {
    const ids = objectsOf(files.get(file) ?? '').map(idOf);
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(count);
  });

  it.each(FILES)('writes %s the same each time', file => {
    const digest = (text = '') =>
      createHash('sha256').update(text).digest('hex');
    expect(digest(mirrorFiles().get(file))).toBe(digest(files.get(file)));
  });

  it.each(FILES)('has objects in %s that the API takes', file => {
    const store = createObjectStore();
    store.create(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'kube-system' },
      },
      { manager: 'test' },
    );
    for (const { data, ...object } of objectsOf(files.get(file) ?? '')) {
      store.create(data ? { ...object, data } : object, { manager: 'test' });
    }
    expect(store.list({ group: 'apps', kind: 'Deployment' }).length).toBe(
      file.startsWith('cert-manager') ? 3 : 1,
    );
    store.close();
  });

  it('serves the files without a token, and says what there is', async () => {
    const server = express().use('/mirror', createMirrorRouter()).listen(0);
    const { port } = server.address() as AddressInfo;
    const get = (file: string) =>
      fetch(`http://127.0.0.1:${port}/mirror/${file}`);
    try {
      const found = await get(FILES[1][0]);
      expect(found.status).toBe(200);
      expect(await found.text()).toBe(files.get(FILES[1][0]));
      const missing = await get('ingress-nginx/controller-v9.9.9.yaml');
      expect(missing.status).toBe(404);
      expect(await missing.text()).toContain(FILES[0][0]);
    } finally {
      server.close();
    }
  });
});

(realMirror ? describe : describe.skip)(
  'the mirror and the real releases',
  () => {
    const files = mirrorFiles();

    it.each(FILES)('have the same kinds, names and labels in %s', file => {
      const real = path.join(realMirror ?? '', file);
      expect(existsSync(real)).toBe(true);
      const labelled = (yaml: string) =>
        new Map(
          objectsOf(yaml).map(object => [
            idOf(object),
            object.metadata.labels ?? {},
          ]),
        );
      expect(labelled(files.get(file) ?? '')).toEqual(
        labelled(readFileSync(real, 'utf8')),
      );
    });
  },
);
