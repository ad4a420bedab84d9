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

import {
  BRIDGE_POLICY,
  KubernetesObject,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  forbidden,
  stopTestClusters,
  testCluster,
} from '../../__testUtils__/sandbox';
import { aSpec, someFacts } from '../../__testUtils__/specs';
import {
  configMap,
  quick,
  recorder,
  stackOf,
} from '../../__testUtils__/stacks';
import { applyStack } from '../applyStack';

afterEach(stopTestClusters);

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'matrix' },
};
const policies = renderPolicies(aSpec(), someFacts).map(each => ({ ...each }));
const isDeny = ({ metadata }: KubernetesObject) =>
  metadata.name === 'default-deny-all';
const refused = configMap('refused', { x: '1' });

/** A namespace that was open before, and a stack of which a stage can't go in. */
async function applyWithout(
  stage: 'certificates' | 'ingress-controller',
  {
    faults,
  }: Pick<NonNullable<Parameters<typeof testCluster>[0]>, 'faults'> = {},
) {
  const { client } = await testCluster({
    faults,
    storeOptions: {
      admission: ({ name }) =>
        name === refused.metadata.name
          ? { result: 'denied', webhook: 'w.example.org', message: 'not today' }
          : undefined,
    },
  });
  await client.apply(namespace, { fieldManager: 'somebody' });
  const objectsOf = (id: typeof stage) => (id === stage ? [refused] : []);
  const stack = stackOf(
    { id: 'policies', objects: policies.filter(each => !isDeny(each)) },
    { id: 'ingress-controller', objects: objectsOf('ingress-controller') },
    { id: 'certificates', objects: objectsOf('certificates') },
    { id: 'default-deny', objects: policies.filter(isDeny) },
  );
  const { events, onProgress } = recorder();
  await expect(
    applyStack({ client, stack, ...quick, onProgress }),
  ).rejects.toThrow('not today');
  const live = await client.list(policies[0], { namespace: 'matrix' });
  return {
    names: (live ?? []).map(({ metadata }) => metadata.name),
    messages: events.flatMap(each =>
      each.type === 'message' ? each.message : [],
    ),
  };
}

it('closes a namespace though a certificate does not come: no flow goes through it', async () => {
  const { names } = await applyWithout('certificates');

  expect(names).toHaveLength(policies.length);
  expect(names).toContain('default-deny-all');
  expect(names).not.toContain(BRIDGE_POLICY);
});

it('leaves a namespace open where what its flows go through does not come', async () => {
  const { names } = await applyWithout('ingress-controller');

  expect(names).not.toContain('default-deny-all');
  expect(names).toContain(BRIDGE_POLICY);
});

it('says why a bridge could not be taken out, also where another error ends the apply', async () => {
  const { names, messages } = await applyWithout('certificates', {
    faults: {
      async before(request) {
        return request.name === BRIDGE_POLICY && request.verb === 'delete'
          ? forbidden(request)
          : { outcome: 'proceed' };
      },
    },
  });

  expect(names).toContain('default-deny-all');
  expect(names).toContain(BRIDGE_POLICY);
  expect(messages).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /matrix-network-bridge could not be deleted: .*cannot delete/,
      ),
      expect.stringMatching(
        /matrix-network-bridge stays in; while it is there nothing is closed/,
      ),
    ]),
  );
});
