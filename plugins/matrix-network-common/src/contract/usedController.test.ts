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

import { renderPolicies } from '../policies';
import { factsWithController } from '../policies/__testUtils__/specs';
import { PodSnapshot } from '../snapshot/Snapshot';
import { ClusterFacts } from '../stack/types';
import { workload } from '../workloads';
import { connectivityMatrix } from './connectivityMatrix';
import { verifyContract } from './verifyContract';
import { compilePolicies } from '../policy';
import {
  facts as ownFacts,
  healthySnapshot,
  livePod,
  specOf,
} from './__testUtils__/deployment';

const usedFacts = (hostNetwork: boolean): ClusterFacts => ({
  ...ownFacts,
  ingressController: factsWithController(hostNetwork).ingressController,
});

const spec = specOf({ workloads: { haproxy: true } });
const ingressRows = ['F14', 'F15', 'F16', 'N17', 'N19'];

/** A pod with the labels of the stack's own controller, which is not in use. */
const notInUse: PodSnapshot = livePod(
  199,
  'ingress-nginx',
  'ingress-nginx-controller-0',
  workload('ingress-nginx').podLabels,
);

function clusterWith(hostNetwork = false) {
  const healthy = healthySnapshot(spec, { facts: usedFacts(hostNetwork) });
  return { ...healthy, pods: [...healthy.pods, notInUse] };
}

function outcomes(snapshot: ReturnType<typeof healthySnapshot>) {
  return Object.fromEntries(
    verifyContract(snapshot, spec)
      .filter(({ row }) => ingressRows.includes(row))
      .map(({ row, outcome }) => [row, outcome]),
  );
}

/** `workload TCP port` of all that a pod reaches in the Matrix namespace. */
function reachedBy(
  from: { namespace: string; name: string },
  snapshot: ReturnType<typeof healthySnapshot>,
): string[] {
  const engine = compilePolicies({
    namespaces: snapshot.namespaces,
    pods: snapshot.pods,
    policies: snapshot.networkPolicies,
  });
  return snapshot.pods
    .filter(({ namespace }) => namespace === snapshot.namespace)
    .flatMap(({ namespace, name }) =>
      engine
        .distinctPorts(from, { namespace, name }, 'TCP')
        .filter(
          port =>
            engine.evaluate({
              from,
              to: { namespace, name },
              port,
              protocol: 'TCP',
            }).outcome === 'allowed',
        )
        .map(port => `${name} ${port}`),
    );
}

describe('An ingress controller of others', () => {
  it("reaches what the stack's own would, and no pod of namespace ingress-nginx does any more", () => {
    const own = reachedBy(
      { namespace: 'ingress-nginx', name: 'ingress-nginx-0' },
      healthySnapshot(spec),
    );
    const used = clusterWith();

    expect(own).toContain('haproxy-0 8008');
    expect(
      reachedBy({ namespace: 'infra', name: 'ingress-nginx-0' }, used),
    ).toEqual(own);
    // Media goes to LiveKit and coturn from anywhere.
    expect(reachedBy(notInUse, used)).toEqual(
      reachedBy(
        { namespace: 'cnpg-system', name: 'cnpg-operator-0' },
        used,
      ).filter(to => /^(livekit|coturn)/.test(to)),
    );
  });

  it.each([false, true])(
    'has every row about it judged on its real pods (host network: %s)',
    hostNetwork => {
      expect(outcomes(clusterWith(hostNetwork))).toEqual({
        F14: 'holds',
        F15: 'holds',
        F16: 'holds',
        N17: 'holds',
        N19: 'holds',
      });
    },
  );

  it.each([false, true])(
    "is seen to be shut out by policies that know the stack's own (host network: %s)",
    hostNetwork => {
      const networkPolicies = renderPolicies(spec, ownFacts);
      const rows = verifyContract(
        { ...clusterWith(hostNetwork), networkPolicies },
        spec,
      );
      const outcome = (id: string) =>
        rows.find(({ row }) => row === id)?.outcome;

      expect(outcome('F14')).toBe('violated');
      expect(outcome('F15')).toBe('violated');
      expect(outcome('F16')).toBe('violated');
      // They let in who carries the labels of the stack's own, and is nobody's.
      expect(outcome('N19')).toBe('violated');
    },
  );

  it('is an end of the connectivity matrix with its real pods', () => {
    const { ends, cells } = connectivityMatrix(clusterWith(), spec);

    expect(ends.find(({ id }) => id === 'ingress-nginx')).toMatchObject({
      pods: 2,
    });
    expect(
      cells.find(
        ({ source, destination }) =>
          source === 'ingress-nginx' && destination === 'haproxy',
      ),
    ).toMatchObject({ state: 'allowed' });
  });

  it('cannot be judged where it has no pod, and says where one was looked for', () => {
    const cluster = clusterWith();
    const pods = cluster.pods.filter(({ namespace }) => namespace !== 'infra');
    const row = verifyContract({ ...cluster, pods }, spec).find(
      ({ row: id }) => id === 'F14',
    );

    expect(row).toMatchObject({ outcome: 'notJudgeable' });
    expect(row?.explanation).toContain('instance=web');
    expect(row?.explanation).toMatch(/no pod of namespace infra/i);
  });
});
