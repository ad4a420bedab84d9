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
  KubernetesObject,
  ProgressEvent,
  Stack,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, createClusterClient } from '../cluster';
import { refOf } from '../cluster/refOf';
import { realStack } from '../__testUtils__/realStack';
import { recorder, stackOf } from '../__testUtils__/stacks';
import { expectAtRest, takeOut } from './__testUtils__/atRest';
import {
  ApiServerProcess,
  apiServerProcessOf,
} from './__testUtils__/apiServerProcess';
import { Network, startNetwork } from './__testUtils__/network';
import { administratorOf, describeReal } from './__testUtils__/realServer';
import { applyStack } from './applyStack';

jest.setTimeout(120_000);

/** Of the ways of a minute: an outage of 3 s, a try given up after 1 s instead of 45, all in all some 8 s. */
const OUTAGE_MS = 3_000;
const TIMEOUT_MS = 1_000;
const retry = { attempts: 18, firstDelay: 50, maxDelay: 600 };

describeReal('an apply through outages, on a real kube-apiserver', () => {
  let server: TestKubernetes;
  let apiServer: ApiServerProcess;
  let network: Network;
  /** By the way that can be cut. */
  let client: ClusterClient;
  let administrator: ClusterClient;
  let stack: Stack;
  let all: KubernetesObject[];

  beforeAll(async () => {
    server = await startKubernetes();
    apiServer = apiServerProcessOf(server);
    network = await startNetwork(server.url);
    administrator = createClusterClient(administratorOf(server));
    client = createClusterClient({
      ...administratorOf(server),
      url: network.url,
      timeout: TIMEOUT_MS,
    });
    stack = await realStack();
    all = stack.stages.flatMap(({ objects }) => objects);
    await applyStack({ client: administrator, stack });
  }, 120_000);

  afterAll(async () => {
    network?.stop();
    await apiServer?.stop();
    await server?.stop();
  });

  const objectsOf = (...ids: StageId[]) =>
    stack.stages
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ objects }) => objects);

  const again = () => applyStack({ client: administrator, stack });

  /** Something happens once, at the first object that is made of a stage. */
  function once(id: StageId, happens: () => Promise<void>) {
    const { events, onProgress } = recorder();
    let happening: Promise<void> | undefined;
    return {
      events,
      over: () => happening,
      onProgress: (event: ProgressEvent) => {
        onProgress(event);
        if (
          event.type === 'object' &&
          event.stage === id &&
          event.result === 'created'
        ) {
          happening ??= happens();
        }
      },
    };
  }

  const triedAgain = (events: readonly ProgressEvent[]) =>
    events.flatMap(event =>
      event.type === 'message' && event.message.includes('is tried again')
        ? [event.message]
        : [],
    );

  it.each([
    ['refuses connections', 'refuse', 'Could not reach https://127.0.0.1:'],
    ['falls silent', 'silence', 'did not answer within 1 s'],
  ] as const)(
    'goes on when the network %s for a while',
    async (_, cut, message) => {
      await takeOut(
        administrator,
        objectsOf('cert-manager', 'issuers', 'certificates', 'default-deny'),
      );
      const outage = once('cert-manager', async () => {
        network[cut]();
        await sleep(OUTAGE_MS);
        await network.mend();
      });

      const { conflicts } = await applyStack({
        client,
        stack,
        retry,
        onProgress: outage.onProgress,
      });
      await outage.over();

      expect(conflicts).toEqual([]);
      expect(triedAgain(outage.events)).toContainEqual(
        expect.stringContaining(message),
      );
      expectAtRest(await again(), all);
    },
  );

  it('fails with what it could not reach when the network stays away, and a rerun makes it good', async () => {
    await takeOut(
      administrator,
      objectsOf('issuers', 'certificates', 'default-deny'),
    );
    const outage = once('issuers', async () => network.refuse());

    const failure = await applyStack({
      client,
      stack,
      retry: { ...retry, attempts: 4 },
      wait: { timeout: 1_000 },
      onProgress: outage.onProgress,
    }).catch(error => error);
    await network.mend();

    expect(failure.message).toMatch(
      /^\w+ \S+ could not be applied: Could not reach https:\/\/127\.0\.0\.1:\d+; caused by Error: connect ECONNREFUSED/,
    );
    const healed = await applyStack({ client, stack, retry });
    expect(healed.conflicts).toEqual([]);
    expectAtRest(await again(), all);
  });

  it('goes on when the API server is killed and started again', async () => {
    // Nothing with NodePorts is under way: those of a Service that is cut off by this are gone for minutes.
    await takeOut(
      administrator,
      objectsOf('cert-manager', 'issuers', 'certificates', 'default-deny'),
    );
    const outage = once('cert-manager', async () => {
      await apiServer.kill();
      await apiServer.start();
    });

    const { conflicts } = await applyStack({
      client,
      stack,
      onProgress: outage.onProgress,
    });
    await outage.over();

    expect(conflicts).toEqual([]);
    expect(triedAgain(outage.events)).toContainEqual(
      expect.stringContaining('Could not reach https://127.0.0.1:'),
    );
    expectAtRest(await again(), all);
  });

  it.each([0, 1, 2, 4, 6, 8])(
    'a connection that is cut %d ms into the making of a Service costs no NodePort',
    async after => {
      const service: KubernetesObject = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: `cut-${after}`,
          namespace: 'default',
          labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
        },
        spec: {
          type: 'NodePort',
          selector: { app: 'cut' },
          ports: [
            {
              name: 'http',
              port: 80,
              protocol: 'TCP',
              nodePort: 31000 + after,
            },
          ],
        },
      };
      const cutting = createClusterClient({
        ...administratorOf(server),
        url: network.url,
      });
      const write = cutting.apply.bind(cutting);
      let writes = 0;
      cutting.apply = (object, options) => {
        writes++;
        if (writes === 1) {
          setTimeout(() => {
            network.refuse();
            void network.mend();
          }, after);
        }
        return write(object, options);
      };

      const result = await applyStack({
        client: cutting,
        stack: stackOf({ objects: [service] }),
        retry: { ...retry, nodePortTimeout: 5_000 },
      });

      expect(result.created + result.changed + result.unchanged).toBe(1);
      expect(
        (await administrator.get(refOf(service)))?.metadata.managedFields,
      ).toMatchObject([{ operation: 'Apply' }]);
    },
  );
});
