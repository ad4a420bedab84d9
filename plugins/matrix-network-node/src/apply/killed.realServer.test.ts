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
  OperationResult,
  Stack,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { ClusterClient, createClusterClient } from '../cluster';
import { realStack } from '../__testUtils__/realStack';
import { expectAtRest, takeOut } from './__testUtils__/atRest';
import { killedApply } from './__testUtils__/killedApply';
import { administratorOf, describeReal } from './__testUtils__/realServer';
import { applyStack } from './applyStack';
import { describeObject } from './describeObject';
import { RetryPolicy } from './retry';

jest.setTimeout(120_000);

const CONTROLLER = 'Service ingress-nginx/ingress-nginx-controller';
/** A write takes about so long. */
const WRITE_MS = 25;

const stages: StageId[] = [
  'namespaces',
  'policies',
  'ingress-controller',
  'cert-manager',
  'issuers',
  'certificates',
  'default-deny',
];

describeReal(
  'an apply whose process is killed, on a real kube-apiserver',
  () => {
    let server: TestKubernetes;
    let client: ClusterClient;
    let stack: Stack;
    let all: KubernetesObject[];

    beforeAll(async () => {
      server = await startKubernetes();
      client = createClusterClient(administratorOf(server));
      stack = await realStack();
      all = stack.stages.flatMap(({ objects }) => objects);
    }, 120_000);

    afterAll(() => server?.stop());

    const objectsOf = (id: StageId) =>
      stack.stages.find(stage => stage.id === id)?.objects ?? [];

    /** Whoever reruns it knows nothing of the run before. */
    const rerun = (
      retry: Partial<RetryPolicy> = {},
    ): Promise<OperationResult> =>
      applyStack({
        client: createClusterClient(administratorOf(server)),
        stack,
        retry,
      });

    it('knows all stages', () => {
      expect(stages).toEqual(
        stack.stages
          .filter(({ objects }) => objects.length > 0)
          .map(({ id }) => id),
      );
    });

    it.each(stages)('inside stage %s is made good by a rerun', async id => {
      const objects = objectsOf(id);
      await takeOut(
        client,
        objects.filter(({ kind }) => kind !== 'Namespace'),
      );
      const victim = describeObject(
        objects[Math.floor(Math.random() * objects.length)],
      );
      const after = Math.random() * WRITE_MS;

      const { signal, events, problems } = await killedApply({
        server: administratorOf(server),
        stack,
        victim,
        after,
      });

      const finished = events.filter(
        event => event.type === 'stageFinished' && event.stage === id,
      );
      expect({ victim, after, signal, problems, finished }).toEqual({
        victim,
        after,
        signal: 'SIGKILL',
        problems: '',
        finished: [],
      });
      const healed = await rerun();
      expect({ victim, after, conflicts: healed.conflicts }).toEqual({
        victim,
        after,
        conflicts: [],
      });
      expectAtRest(await rerun(), all);
    });

    it('while it makes a Service leaves no NodePort behind that keeps the rerun waiting', async () => {
      const [service] = all.filter(
        object => describeObject(object) === CONTROLLER,
      );
      await takeOut(client, [service]);

      const { signal } = await killedApply({
        server: administratorOf(server),
        stack,
        victim: CONTROLLER,
        after: Math.random() * WRITE_MS,
      });
      const { conflicts } = await rerun({ nodePortTimeout: 5_000 });

      expect({ signal, conflicts }).toEqual({
        signal: 'SIGKILL',
        conflicts: [],
      });
      expectAtRest(await rerun(), all);
    });
  },
);
