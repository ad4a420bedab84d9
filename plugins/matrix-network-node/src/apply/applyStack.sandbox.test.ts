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
import { setTimeout as sleep } from 'node:timers/promises';
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

/** What is at a path of an object. */
function find(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined),
    value,
  );
}

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

  it('gives the webhook the CA of a Secret that was made anew', async () => {
    const secretRef = {
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-admission',
    };
    const cas = async () => {
      const secret = await client.get(secretRef);
      const configuration = await client.get({
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        name: 'ingress-nginx-admission',
      });
      return {
        made: find(secret, 'data', 'ca'),
        trusted: find(configuration, 'webhooks', 0, 'clientConfig', 'caBundle'),
      };
    };
    const before = await cas();
    await client.delete(secretRef);

    const { result } = await apply(() => {});

    expect(result).toMatchObject({ created: 2, changed: 0 });
    const deadline = Date.now() + 30_000;
    let after = await cas();
    while (after.trusted === before.trusted && Date.now() < deadline) {
      await sleep(100);
      after = await cas();
    }
    expect(after.trusted).toBe(after.made);
    expect((await apply(() => {})).result).toMatchObject({ created: 0 });
  });
});
