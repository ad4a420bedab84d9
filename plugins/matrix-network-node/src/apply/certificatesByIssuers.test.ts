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

import { FIELD_MANAGER } from '@matrix-network/backstage-plugin-matrix-network-common';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import {
  configMap,
  configMapRef,
  quick,
  recorder,
  stackOf,
} from '../__testUtils__/stacks';
import { applyStack } from './applyStack';

afterEach(stopTestClusters);

/** What stands for an issuer that does not become ready, and a certificate of it. */
const stack = stackOf(
  {
    id: 'issuers',
    objects: [configMap('issuer', { ca: 'new' })],
    waits: [{ kind: 'issuerReady', name: 'organisation-ca' }],
  },
  {
    id: 'certificates',
    objects: [configMap('certificate', { issuer: 'issuer' })],
    waits: [
      {
        kind: 'certificateReady',
        namespace: 'default',
        name: 'certificate',
        required: true,
      },
    ],
  },
);

async function applyOver(...before: ReturnType<typeof configMap>[]) {
  const { client } = await testCluster();
  for (const object of before) {
    await client.apply(object, { fieldManager: FIELD_MANAGER });
  }
  const { events, onProgress } = recorder();
  await expect(
    applyStack({ client, stack, ...quick, onProgress }),
  ).rejects.toThrow('organisation-ca');
  return {
    certificate: await client.get(configMapRef('certificate')),
    waits: events.flatMap(each => (each.type === 'wait' ? each.stage : [])),
  };
}

it.each([
  ['new', []],
  ['as it should be', [configMap('issuer', { ca: 'new' })]],
])(
  'go in beside an issuer that is %s, and are waited for only once it is ready',
  async (_, before) => {
    const { certificate, waits } = await applyOver(...before);

    expect(certificate).toBeDefined();
    expect(new Set(waits)).toEqual(new Set(['issuers']));
  },
);

it('go in after an issuer that changes, once it is ready', async () => {
  const { client, requests } = await testCluster();
  const before = configMap('issuer', { ca: 'old' });
  await client.apply(before, { fieldManager: FIELD_MANAGER });
  requests.length = 0;

  await applyStack({
    client,
    stack: {
      ...stack,
      stages: stack.stages.map(stage => ({ ...stage, waits: [] })),
    },
    ...quick,
  });

  const written = requests.filter(({ verb }) => verb === 'patch');
  expect(written.map(({ name }) => name).slice(-2)).toEqual([
    'issuer',
    'certificate',
  ]);
});

it('do not go in before an issuer that changes: it would sign them at once, by what it was', async () => {
  const { certificate } = await applyOver(configMap('issuer', { ca: 'old' }));

  expect(certificate).toBeUndefined();
});

it('do not go in before an issuer that is being deleted: it is at work till it is gone', async () => {
  const { client } = await testCluster();
  const { metadata, ...rest } = configMap('issuer', { ca: 'new' });
  const finalizers = ['example.org/held'];
  await client.apply(
    { ...rest, metadata: { ...metadata, finalizers } },
    { fieldManager: 'somebody' },
  );
  await client.delete(configMapRef('issuer'));

  await expect(applyStack({ client, stack, ...quick })).rejects.toThrow(
    'ConfigMap default/issuer could not be applied',
  );
  await expect(
    client.get(configMapRef('certificate')),
  ).resolves.toBeUndefined();
});
