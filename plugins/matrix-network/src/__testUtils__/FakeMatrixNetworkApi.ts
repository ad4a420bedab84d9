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

import { NotFoundError } from '@backstage/errors';
import {
  CertificateCheck,
  Connectivity,
  flowChangesOf,
  KubernetesClusterSummary,
  MatrixClusterDetail,
  MatrixClusterSummary,
  MatrixNetworkApi,
  Operation,
  OperationDetail,
  PlanRequest,
  policiesAfterApply,
  ProgressLine,
  ReleaseSummary,
  RenderedStack,
  renderPolicies,
  SpecHistoryEntry,
  SpecValidation,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedConnectivity, healthyConnectivity } from './connectivity';
import {
  driftedDetail,
  failedOperation,
  healthyDetail,
  operationLines,
  summaries,
  succeededOperation,
} from './details';
import { driftedSnapshot, specOf } from './network';
import { fullPlan, specHistory, takenOverPlan, uninstallPlan } from './plans';
import { probeLines, probeOperation } from './probes';
import { daysFromNow } from './times';

const spec = specOf();
const drifted = driftedSnapshot(spec);

export const renderedStack: RenderedStack = {
  replicas: 3,
  flowChanges: flowChangesOf(
    drifted,
    spec,
    policiesAfterApply(drifted, renderPolicies(spec, drifted.facts)),
  ),
  warnings: [
    {
      code: 'http01-needs-port-80',
      field: 'ingress.port80Forwarded',
      message:
        "Let's Encrypt connects to port 80, and nothing is said to forward it to NodePort 30080.",
    },
  ],
  stages: [
    {
      id: 'namespaces',
      title: 'Namespaces',
      manifests: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: matrix\n',
      objects: ['Namespace matrix'],
    },
    {
      id: 'policies',
      title: 'Network policies',
      manifests:
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: allow-dns\n  namespace: matrix\n',
      objects: [
        'NetworkPolicy matrix/allow-dns',
        'NetworkPolicy matrix/redis-access',
      ],
    },
    {
      id: 'monitoring',
      title: 'Monitoring',
      manifests: '',
      objects: [],
      note: "The cluster has no Prometheus operator's CRDs.",
    },
  ],
};

export const presentedCertificate: CertificateCheck = {
  outcome: 'presented',
  host: 'element.chat.example.org',
  port: 443,
  address: '192.0.2.10',
  protocol: 'TLSv1.3',
  trusted: false,
  trustError: 'self-signed certificate in certificate chain',
  nameMatches: true,
  daysLeft: 5,
  chain: [
    {
      subject: 'CN=element.chat.example.org',
      issuer: 'CN=Sandbox CA',
      serialNumber: '04:1f',
      notBefore: daysFromNow(-85),
      notAfter: daysFromNow(5),
      dnsNames: ['element.chat.example.org'],
      fingerprint256: 'AB:CD:EF',
    },
  ],
};

const operationsById: Partial<
  Record<string, readonly [Operation, readonly ProgressLine[]]>
> = {
  [failedOperation.id]: [failedOperation, operationLines],
  [probeOperation.id]: [probeOperation, probeLines],
};

/** The REST API without a backend: for tests and for looking at the pages. */
export class FakeMatrixNetworkApi implements MatrixNetworkApi {
  constructor(
    private readonly details: readonly MatrixClusterDetail[] = [
      driftedDetail,
      healthyDetail,
    ],
    private readonly clusters: MatrixClusterSummary[] = summaries,
  ) {}

  async listKubernetesClusters(): Promise<KubernetesClusterSummary[]> {
    return [
      { name: 'sandbox', reachable: true, kubernetesVersion: '1.35' },
      { name: 'remote', reachable: false, message: 'connect ETIMEDOUT' },
    ];
  }

  async listReleases(): Promise<ReleaseSummary[]> {
    return [];
  }

  async listMatrixClusters(): Promise<MatrixClusterSummary[]> {
    return this.clusters;
  }

  async getMatrixCluster(name: string): Promise<MatrixClusterDetail> {
    const detail = this.details.find(known => known.spec.name === name);
    if (!detail) {
      throw new NotFoundError(`No Matrix cluster is called ${name}`);
    }
    return detail;
  }

  refreshMatrixCluster(name: string): Promise<MatrixClusterDetail> {
    return this.getMatrixCluster(name);
  }

  async forgetMatrixCluster(): Promise<void> {}

  async validateSpec(): Promise<SpecValidation> {
    return { valid: true, issues: [], warnings: [] };
  }

  async renderStack(): Promise<RenderedStack> {
    return renderedStack;
  }

  async startApply(name: string): Promise<Operation> {
    return {
      ...succeededOperation,
      matrixCluster: name,
      status: 'queued',
      finishedAt: undefined,
    };
  }

  async getConnectivity(name: string): Promise<Connectivity> {
    const known = [driftedConnectivity, healthyConnectivity].find(
      one => one.spec.name === name,
    );
    if (!known) {
      throw new NotFoundError(`No Matrix cluster is called ${name}`);
    }
    return known;
  }

  async planStack(
    _: string,
    { target, force = [] }: PlanRequest,
  ): Promise<StackPlan> {
    if (target === 'uninstall') {
      return uninstallPlan;
    }
    return force.length > 0 ? takenOverPlan : fullPlan;
  }

  async listSpecs(): Promise<SpecHistoryEntry[]> {
    return specHistory;
  }

  async startUninstall(name: string): Promise<Operation> {
    return {
      ...succeededOperation,
      matrixCluster: name,
      kind: 'uninstall',
      status: 'queued',
      finishedAt: undefined,
    };
  }

  async startProbe(name: string): Promise<Operation> {
    return {
      ...probeOperation,
      matrixCluster: name,
      status: 'queued',
      finishedAt: undefined,
      probes: undefined,
    };
  }

  async listOperations(name: string): Promise<Operation[]> {
    return [failedOperation, succeededOperation].filter(
      operation => operation.matrixCluster === name,
    );
  }

  async getOperation(id: string, after = 0): Promise<OperationDetail> {
    const [operation, lines] = operationsById[id] ?? [
      succeededOperation,
      operationLines,
    ];
    return {
      operation,
      lines: lines.filter(line => line.sequence > after),
    };
  }

  async checkCertificate(): Promise<CertificateCheck> {
    return presentedCertificate;
  }
}
