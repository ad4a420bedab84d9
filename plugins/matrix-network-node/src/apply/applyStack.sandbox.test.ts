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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, createClusterClient } from '../cluster';
import {
  createReleaseSource,
  InMemoryDigestStore,
  loadReleases,
} from '../releases';
import { readClusterFacts, readSnapshot } from '../snapshot';
import { renderStack } from '../stack';
import {
  DemoClusterProcess,
  startDemoClusterProcess,
} from '../__testUtils__/demoCluster';
import { aSpec } from '../__testUtils__/specs';
import { recorder } from '../__testUtils__/stacks';
import { applyStack } from './applyStack';

jest.setTimeout(180_000);

const spec = aSpec({ ingress: { port80Forwarded: true }, targetCcu: 1_000 });

describe('the whole stack on the demo cluster, from its own mirror', () => {
  let sandbox: DemoClusterProcess;
  let client: ClusterClient;

  beforeAll(async () => {
    sandbox = await startDemoClusterProcess();
    client = createClusterClient({ name: 'sandbox', ...sandbox });
  });

  afterAll(() => sandbox?.stop());

  async function apply(onProgress: (event: ProgressEvent) => void) {
    const facts = await readClusterFacts(client);
    const releases = await loadReleases(
      spec,
      facts,
      createReleaseSource({
        mirror: `${sandbox.url}/mirror`,
        digests: new InMemoryDigestStore(),
        verify: 'firstUse',
      }),
    );
    const stack = renderStack(spec, facts, releases);
    const result = await applyStack({
      client,
      stack,
      onProgress,
      wait: { interval: 100, timeout: 60_000, optionalTimeout: 60_000 },
    });
    return { stack, result };
  }

  it('goes in, becomes ready, and changes nothing the second time', async () => {
    const first = recorder();
    const { stack, result } = await apply(first.onProgress);

    const objects = stack.stages.flatMap(stage => stage.objects);
    expect(result).toMatchObject({
      // The demo has the namespace already.
      created: objects.length - 1,
      changed: 1,
      conflicts: [],
    });
    const waits = stack.stages.flatMap(stage => stage.waits);
    const done = first.events.filter(
      event => event.type === 'wait' && event.state === 'done',
    );
    expect(done).toHaveLength(waits.length);

    const second = recorder();
    expect((await apply(second.onProgress)).result).toEqual({
      created: 0,
      changed: 0,
      unchanged: objects.length,
      conflicts: [],
    });
  });

  it('is then seen in a snapshot', async () => {
    const snapshot = await readSnapshot(client, spec);

    const failures = Object.entries(snapshot.reads).filter(
      ([, { status }]) => status === 'failed' || status === 'forbidden',
    );
    expect(failures).toEqual([]);
    expect(
      snapshot.controllers.find(
        ({ name }) => name === 'ingress-nginx-controller',
      ),
    ).toMatchObject({ kind: 'Deployment', desired: 2, ready: 2 });
    expect(
      snapshot.certificates.find(({ name }) => name === 'test-certificate'),
    ).toMatchObject({
      secretName: 'test-tls',
      notAfter: expect.stringMatching(/^\d{4}-/),
    });
    // What the stack installed is not somebody else's.
    expect(snapshot.facts).toMatchObject({
      certManager: undefined,
      ingressController: undefined,
    });
  });
});
