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

import { ClusterState } from '../controllers/ClusterState';
import { controllerOf } from '../controllers/ingressNginx';
import { NODE, Pod, POD } from '../controllers/kinds';
import { nodeAddress } from '../controllers/podAddresses';
import { isReady } from '../controllers/workloadPods';
import { DataPlane } from '../network';
import { AcmeServer } from './AcmeServer';
import { Challenge } from './kinds';
import { SOLVER_PORT, SolverObjects } from './solverObjects';

/**
 * cert-manager's own look at the challenge's URL, from inside the cluster. Says
 * why it does not get the key; undefined when it does.
 */
export function selfCheckError(
  challenge: Challenge,
  objects: SolverObjects,
  acme: AcmeServer,
  state: ClusterState,
  network: DataPlane,
): string | undefined {
  const { dnsName, token } = challenge.spec;
  const url = `http://${dnsName}/.well-known/acme-challenge/${token}`;
  const waiting = (error: string) =>
    `Waiting for HTTP-01 challenge propagation: ${error}`;
  const unreachable = (error: string) =>
    waiting(
      `failed to perform self check GET request '${url}': Get "${url}": ${error}`,
    );
  const wrongStatus = (code: number) =>
    waiting(`wrong status code '${code}', expected '200'`);
  const outcome = acme.outcomeFor(dnsName);
  switch (outcome.kind) {
    case 'dnsMissing':
      return unreachable(
        `dial tcp: lookup ${dnsName} on 10.96.0.10:53: no such host`,
      );
    case 'wrongTarget':
      return wrongStatus(404);
    case 'portBlocked':
      return unreachable(
        `dial tcp 198.51.100.10:80: connect: ${outcome.error}`,
      );
    case 'automatic': {
      const answer = answerOfCluster(objects, state, network);
      if (answer === 200) {
        return undefined;
      }
      return typeof answer === 'number'
        ? wrongStatus(answer)
        : unreachable(answer.error);
    }
    default:
      return undefined;
  }
}

/** The HTTP status that the cluster's ingress gives, or why nothing answers. */
function answerOfCluster(
  { ingress, pod }: SolverObjects,
  state: ClusterState,
  network: DataPlane,
): number | { error: string } {
  const { namespace, name } = pod.metadata;
  const solver = state.get(POD, namespace, name);
  const controller = controllerOf(ingress, state);
  if (!controller) {
    const [node] = state.list(NODE);
    const address = (node && nodeAddress(node)) ?? '127.0.0.1';
    return { error: `dial tcp ${address}:80: connect: connection refused` };
  }
  if (!solver || !isReady(solver)) {
    return 503;
  }
  const answered = controller.readyPods.some(source =>
    reaches(source, solver, network),
  );
  // Dropped packets: the controller waits for the pod and answers 504 in its place.
  return answered ? 200 : 504;
}

function reaches(from: Pod, { status }: Pod, network: DataPlane): boolean {
  return (status?.podIPs ?? []).some(
    ({ ip: address }) =>
      network.connect(from, { address, port: SOLVER_PORT, protocol: 'TCP' })
        .outcome === 'connected',
  );
}
