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
import {
  Ingress,
  INGRESS,
  Pod,
  POD,
  Service,
  SERVICE,
} from '../controllers/kinds';
import { ControllerContext } from '../controllers/Controller';
import { controllerReference, shortHash } from '../controllers/podTemplate';
import { installation, isAtLeast } from './installation';
import { Challenge } from './kinds';
import { numberHash } from './numberHash';

const MANAGER = 'cert-manager-challenges';
const PREFIX = 'cm-acme-http-solver';
export const SOLVER_PORT = 8089;

/** The three objects that answer one HTTP-01 challenge. */
export interface SolverObjects {
  pod: Pod;
  service: Service;
  ingress: Ingress;
}

/** What cert-manager would create for the challenge. */
export function solverObjects(
  challenge: Challenge,
  context: ControllerContext,
): SolverObjects {
  const name = `${PREFIX}-${shortHash(challenge.metadata.uid, 5)}`;
  const labels = {
    'acme.cert-manager.io/http-domain': String(
      numberHash(challenge.spec.dnsName),
    ),
    'acme.cert-manager.io/http-token': String(numberHash(challenge.spec.token)),
    'acme.cert-manager.io/http01-solver': 'true',
  };
  const metadata = {
    name,
    namespace: challenge.metadata.namespace,
    labels,
    ownerReferences: [controllerReference(challenge)],
  };
  return {
    pod: solverPod(challenge, metadata, context),
    service: solverService(challenge, metadata),
    ingress: solverIngress(challenge, metadata, context),
  };
}

/** Creates what is missing of them; throws what the API server answers. */
export function present(
  { pod, service, ingress }: SolverObjects,
  { state }: ControllerContext,
): void {
  state.createIfAbsent(POD, pod, MANAGER);
  state.createIfAbsent(SERVICE, service, MANAGER);
  state.createIfAbsent(INGRESS, ingress, MANAGER);
}

/** Deletes them. */
export function cleanUp(
  { pod, service, ingress }: SolverObjects,
  { state }: ControllerContext,
): void {
  const { namespace, name } = pod.metadata;
  state.remove(INGRESS, namespace, ingress.metadata.name);
  state.remove(SERVICE, namespace, service.metadata.name);
  state.remove(POD, namespace, name);
}

type Metadata = KubernetesObject['metadata'] & {
  labels: Record<string, string>;
};

function solverPod(
  { spec }: Challenge,
  metadata: Metadata,
  { state }: ControllerContext,
): Pod {
  const template = spec.solver.http01?.ingress?.podTemplate?.metadata;
  const version = installation(state)?.version.join('.') ?? '1.21.1';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      labels: { ...template?.labels, ...metadata.labels },
      annotations: {
        'sidecar.istio.io/inject': 'false',
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true',
        ...template?.annotations,
      },
    },
    spec: {
      containers: [
        {
          name: 'acmesolver',
          image: `quay.io/jetstack/cert-manager-acmesolver:v${version}`,
          args: [
            `--listen-port=${SOLVER_PORT}`,
            `--domain=${spec.dnsName}`,
            `--token=${spec.token}`,
            `--key=${spec.key}`,
          ],
          ports: [
            { name: 'http', containerPort: SOLVER_PORT, protocol: 'TCP' },
          ],
        },
      ],
      restartPolicy: 'OnFailure',
    },
  };
}

function solverService({ spec }: Challenge, metadata: Metadata): Service {
  const clusterIp = spec.solver.http01?.ingress?.serviceType === 'ClusterIP';
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: clusterIp ? 'ClusterIP' : 'NodePort',
      selector: metadata.labels,
      ports: [{ name: 'http', port: SOLVER_PORT, targetPort: SOLVER_PORT }],
    },
  };
}

function solverIngress(
  { spec }: Challenge,
  metadata: Metadata,
  { state }: ControllerContext,
): Ingress {
  const {
    ingressClassName,
    class: annotationClass,
    ingressTemplate,
  } = spec.solver.http01?.ingress ?? {};
  const installed = installation(state);
  const pathType =
    installed && isAtLeast(installed, 1, 18)
      ? 'Exact'
      : 'ImplementationSpecific';
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      ...metadata,
      labels: { ...ingressTemplate?.metadata?.labels, ...metadata.labels },
      annotations: {
        'nginx.ingress.kubernetes.io/whitelist-source-range': '0.0.0.0/0,::/0',
        ...(annotationClass
          ? { 'kubernetes.io/ingress.class': annotationClass }
          : {}),
        ...ingressTemplate?.metadata?.annotations,
      },
    },
    spec: {
      ...(ingressClassName ? { ingressClassName } : {}),
      rules: [
        {
          host: spec.dnsName,
          http: {
            paths: [
              {
                path: `/.well-known/acme-challenge/${spec.token}`,
                pathType,
                backend: {
                  service: {
                    name: metadata.name,
                    port: { number: SOLVER_PORT },
                  },
                },
              },
            ],
          },
        },
      ],
    },
  };
}
