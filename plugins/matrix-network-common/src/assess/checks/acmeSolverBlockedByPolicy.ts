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

import { Labels } from '../../kubernetes/types';
import { compilePolicies, PolicyPod } from '../../policy';
import { IssuerSnapshot } from '../../snapshot/Snapshot';
import { EXPOSE_LABEL } from '../../workloads/labels';
import { workload } from '../../workloads/catalogue';
import { ingressControllerOf } from '../../workloads/workloadsOf';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { isActive, podsOfWorkload } from '../pods';
import { labelText } from '../text';
import { usedIssuers } from './issuerNotReady';

const SOLVER_PORT = 8089;

/** A solver pod as this issuer makes them; it need not exist now. */
function solverPod(labels: Labels, namespace: string): PolicyPod {
  return {
    namespace,
    name: 'cm-acme-http-solver-thought-up',
    labels: { ...workload('acme-solver').podLabels, ...labels },
    ips: [],
  };
}

function controllerPod({ snapshot, spec }: AssessContext): PolicyPod {
  const { podLabels, namespace, hostNetwork } = ingressControllerOf(
    spec,
    snapshot.facts,
  );
  return (
    podsOfWorkload(snapshot, 'ingress-nginx')[0] ?? {
      namespace: namespace ?? snapshot.namespace,
      name: 'ingress-nginx-controller-thought-up',
      labels: podLabels,
      ips: [],
      hostNetwork,
    }
  );
}

/** What the policies say of the controller's way to a solver; undefined when it gets through. */
function blockedBy(labels: Labels, context: AssessContext): string | undefined {
  const { snapshot } = context;
  const solver = solverPod(labels, snapshot.namespace);
  const controller = controllerPod(context);
  const engine = compilePolicies({
    namespaces: snapshot.namespaces,
    pods: [
      ...snapshot.pods.filter(
        pod => isActive(pod) && pod.name !== controller.name,
      ),
      controller,
      solver,
    ],
    policies: [...snapshot.networkPolicies, ...snapshot.otherNetworkPolicies],
    adminPolicies: snapshot.adminNetworkPolicies,
    nodes: snapshot.nodes,
  });
  const verdict = engine.evaluate({
    from: { namespace: controller.namespace, name: controller.name },
    to: { namespace: solver.namespace, name: solver.name },
    port: SOLVER_PORT,
    protocol: 'TCP',
  });
  return verdict.outcome === 'denied' ? verdict.sentence : undefined;
}

function solverLabels(issuer: IssuerSnapshot): Labels[] {
  return issuer.solvers
    .filter(({ type }) => type === 'http01')
    .map(({ podLabels }) => podLabels);
}

/** HTTP-01 challenges time out because no policy lets the ingress controller to the solver. */
export const acmeSolverBlockedByPolicy: Check = {
  code: 'acme-solver-blocked-by-policy',
  about:
    'Policies let the ingress controller reach the solver pods that the issuers make.',
  needs: [
    'networkPolicies',
    'pods',
    'namespaces',
    'issuers',
    'certificates',
    // They tell whose ingress controller is used.
    'deployments',
    'daemonSets',
  ],
  run: context =>
    usedIssuers(context).flatMap(issuer =>
      solverLabels(issuer)
        .map(labels => ({ labels, sentence: blockedBy(labels, context) }))
        .filter(({ sentence }) => sentence !== undefined)
        .slice(0, 1)
        .map(({ labels, sentence }) => ({
          severity: 'warning',
          subject: { kind: issuer.kind, name: issuer.name },
          title: `Policies block the HTTP-01 challenges of issuer ${issuer.name}`,
          cause: `Its solver pods carry ${
            labelText(labels) || 'no labels of their own'
          }. ${sentence}`,
          remedy: `Re-apply the stack: its issuers give solver pods ${EXPOSE_LABEL}=true, and allow-from-ingress opens port ${SOLVER_PORT} to those.`,
          workloads: ['acme-solver'],
        })),
    ),
};
