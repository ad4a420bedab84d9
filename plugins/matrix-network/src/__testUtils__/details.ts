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
  Health,
  MatrixClusterDetail,
  MatrixClusterSummary,
  Operation,
  ProgressLine,
  stackSpecSchema,
  worstUrgency,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedHealth, healthyHealth } from './health';
import { secondsAgo } from './times';

export const succeededOperation: Operation = {
  id: '3f6f9a3c-0001',
  matrixCluster: 'chat-eu',
  kind: 'apply',
  status: 'succeeded',
  requestedBy: 'user:default/guest',
  createdAt: secondsAgo(4000),
  startedAt: secondsAgo(3999),
  finishedAt: secondsAgo(3975),
  result: { created: 61, changed: 0, unchanged: 0, conflicts: [] },
};

export const failedOperation: Operation = {
  ...succeededOperation,
  id: '3f6f9a3c-0002',
  matrixCluster: 'chat-drifted',
  status: 'failed',
  error:
    'Deployment cert-manager/cert-manager-webhook did not become available in 180 s.',
  result: {
    created: 3,
    changed: 1,
    unchanged: 20,
    conflicts: [
      {
        object: 'NetworkPolicy matrix/redis-access',
        field: 'spec.ingress',
        manager: 'kubectl-edit',
      },
    ],
  },
};

/** A stack that was taken out, but for what only goes when it is named. */
export const uninstallOperation: Operation = {
  ...succeededOperation,
  id: '3f6f9a3c-0003',
  kind: 'uninstall',
  result: {
    created: 0,
    changed: 0,
    unchanged: 0,
    conflicts: [],
    removed: 41,
    kept: [
      {
        object: 'Namespace matrix',
        reason: 'A Namespace is deleted only when it is named',
      },
    ],
  },
};

export const operationLines: ProgressLine[] = [
  {
    sequence: 1,
    at: secondsAgo(3999),
    event: {
      type: 'stageStarted',
      stage: 'policies',
      title: 'Network policies',
      objects: 2,
    },
  },
  {
    sequence: 2,
    at: secondsAgo(3998),
    event: {
      type: 'object',
      stage: 'policies',
      object: 'NetworkPolicy matrix/allow-dns',
      result: 'created',
    },
  },
  {
    sequence: 3,
    at: secondsAgo(3998),
    event: {
      type: 'object',
      stage: 'policies',
      object: 'NetworkPolicy matrix/redis-access',
      result: 'conflict',
      message: 'spec.ingress is owned by kubectl-edit',
    },
  },
  {
    sequence: 4,
    at: secondsAgo(3990),
    event: {
      type: 'wait',
      stage: 'cert-manager',
      waitingFor: 'Deployment cert-manager/cert-manager-webhook',
      state: 'waiting',
    },
  },
];

/** Fresh and healthy. */
export const healthyDetail: MatrixClusterDetail = detailOf(healthyHealth);

/** Fresh, with faults. */
export const driftedDetail: MatrixClusterDetail = {
  ...detailOf(driftedHealth),
  lastOperation: failedOperation,
};

/** Its cluster has not answered for two hours. */
export const staleDetail: MatrixClusterDetail = {
  ...healthyDetail,
  poll: {
    lastSuccessAt: secondsAgo(7200),
    lastAttemptAt: secondsAgo(15),
    error: 'connect ECONNREFUSED 127.0.0.1:7443',
    intervalSeconds: 60,
  },
};

/** Known, but never yet read. */
export const unseenDetail: MatrixClusterDetail = {
  spec: healthyDetail.spec,
  poll: { intervalSeconds: 60 },
};

export const summaries: MatrixClusterSummary[] = [
  summaryOf(driftedDetail, driftedHealth),
  {
    ...summaryOf(staleDetail, healthyHealth),
    name: 'chat-remote',
    kubernetesCluster: 'remote',
    domain: 'chat.remote.example.org',
    status: 'unknown',
  },
  summaryOf(healthyDetail, healthyHealth),
];

function detailOf(health: Health): MatrixClusterDetail {
  return {
    spec: stackSpecSchema.parse({
      name: health.matrixCluster,
      kubernetesCluster: health.kubernetesCluster,
      domain: health.domain,
      targetCcu: health.ingress.targetCcu,
    }),
    poll: {
      lastSuccessAt: health.seenAt,
      lastAttemptAt: health.seenAt,
      intervalSeconds: 60,
    },
    health,
  };
}

function summaryOf(
  detail: MatrixClusterDetail,
  health: Health,
): MatrixClusterSummary {
  const core = health.policies.filter(policy => policy.role === 'core');
  const countOf = (severity: string) =>
    health.findings.filter(finding => finding.severity === severity).length;
  const days = health.certificates.flatMap(({ daysLeft }) => daysLeft ?? []);
  return {
    name: detail.spec.name,
    kubernetesCluster: detail.spec.kubernetesCluster,
    namespace: detail.spec.namespace,
    domain: detail.spec.domain,
    targetCcu: detail.spec.targetCcu,
    status: health.status,
    findings: {
      critical: countOf('critical'),
      warning: countOf('warning'),
      info: countOf('info'),
    },
    worstFinding: health.findings.find(
      finding => finding.severity === 'critical',
    )?.title,
    policiesInForce: core.filter(policy => policy.state === 'inForce').length,
    policiesExpected: core.length,
    ingressReady: health.ingress.controller?.ready,
    ingressTarget: health.ingress.targetReplicas,
    soonestExpiryDays: days.length ? Math.min(...days) : undefined,
    certificateUrgency: worstUrgency(health.certificates, new Date()),
    poll: detail.poll,
    workloads: health.workloads.map(workload => workload.id),
    registered: true,
  };
}
