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
import { ClusterClient } from '@matrix-network/backstage-plugin-matrix-network-node';
import { manager, monitoringKinds, stackObjects } from './conflicts';
import { until } from './helpers';
import { Topic } from './Topic';

const LABEL = 'contract.example.org/dry';

/** With another name, where it may have one. */
function another(object: KubernetesObject): KubernetesObject {
  return object.kind === 'CustomResourceDefinition'
    ? object
    : {
        ...object,
        metadata: { ...object.metadata, name: `${object.metadata.name}-dry` },
      };
}

const refOf = ({ apiVersion, kind, metadata }: KubernetesObject) => ({
  apiVersion,
  kind,
  namespace: metadata.namespace,
  name: metadata.name,
});

/** What a plan is made of: each kind of a stack, tried out. */
export const dryRuns: Topic = server => {
  let client: ClusterClient;
  let examples: Map<string, KubernetesObject>;

  const untilServed = ({ apiVersion, kind }: KubernetesObject) =>
    until(
      `${kind} is served`,
      async () => ({
        status: 200,
        headers: {},
        body: await client.serves({ apiVersion, kind }),
      }),
      ({ body }) => body === true,
    );

  beforeAll(async () => {
    client = server().client();
    const objects = [...(await stackObjects()), ...monitoringKinds];
    examples = new Map(objects.map(object => [object.kind, object]));
    const first = objects.filter(({ kind }) =>
      ['Namespace', 'CustomResourceDefinition'].includes(kind),
    );
    for (const object of first) {
      await client.apply(object, { fieldManager: manager, force: true });
    }
    const custom = objects.filter(({ apiVersion }) =>
      /cert-manager|monitoring/.test(apiVersion),
    );
    await Promise.all(custom.map(untilServed));
  }, 60_000);

  it('answer as the write would, and leave nothing, for every kind', async () => {
    expect(examples.size).toBeGreaterThan(15);
    for (const example of examples.values()) {
      const object = another(example);
      const before = await client.get(refOf(object));
      const tried = await client.apply(
        {
          ...object,
          metadata: {
            ...object.metadata,
            labels: { ...object.metadata.labels, [LABEL]: 'yes' },
          },
        },
        { fieldManager: manager, dryRun: true, force: true },
      );
      const after = await client.get(refOf(object));

      expect(tried).toMatchObject({
        kind: object.kind,
        metadata: {
          name: object.metadata.name,
          uid: expect.any(String),
          labels: { [LABEL]: 'yes' },
        },
      });
      expect(after?.metadata.resourceVersion).toBe(
        before?.metadata.resourceVersion,
      );
      expect(after?.metadata.labels?.[LABEL]).toBeUndefined();
    }
  });

  it('answer with the version that they were made over', async () => {
    const object = (data: Record<string, string>): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'dry-version', namespace: 'default' },
      data,
    });
    const stored = await client.apply(object({ a: '1' }), {
      fieldManager: manager,
    });

    const tried = await client.apply(object({ a: '2', b: '3' }), {
      fieldManager: manager,
      dryRun: true,
    });

    expect(tried.data).toEqual({ a: '2', b: '3' });
    expect(tried.metadata.resourceVersion).toBe(
      stored.metadata.resourceVersion,
    );
  });
};
