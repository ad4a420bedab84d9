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
  Finding,
  Health,
  IngressHealth,
  WorkloadHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  expiringCertificate,
  failedCertificate,
  readyCertificate,
} from './certificates';
import { contractHolds, contractViolated } from './contract';
import { policiesDrifted, policiesInForce } from './policies';
import { secondsAgo } from './times';

const ingress: IngressHealth = {
  controller: {
    kind: 'Deployment',
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    version: '1.15.1',
    desired: 3,
    ready: 3,
  },
  targetReplicas: 3,
  targetCcu: 5000,
  capacityCcu: 5000,
  exposure: 'nodePort',
  nodePorts: { http: 30080, https: 30443 },
  routes: [
    {
      ingress: 'synapse',
      namespace: 'matrix',
      host: 'matrix.chat.example.org',
      path: '/',
      service: 'synapse-main',
      workload: 'synapse-main',
      tls: true,
      state: 'ready',
    },
    {
      ingress: 'element',
      namespace: 'matrix',
      host: 'element.chat.example.org',
      path: '/',
      service: 'element-web',
      workload: 'element-web',
      tls: true,
      state: 'ready',
    },
  ],
};

const workloads: WorkloadHealth[] = [
  workload('synapse-main', 'Synapse (main)', 3, [
    'allow-dns',
    'synapse-main-egress',
    'allow-from-ingress',
  ]),
  workload('key-vault', 'key_vault', 2, ['key-vault-isolation']),
  workload('postgresql', 'PostgreSQL (main)', 3, ['postgresql-access']),
  workload('redis', 'Redis', 3, ['redis-access']),
  workload('element-web', 'Element Web', 2, ['allow-from-ingress']),
  { ...workload('coturn', 'TURN (coturn)', 1, []), hostNetwork: true },
];

/** A Matrix cluster with nothing wrong. */
export const healthyHealth: Health = {
  matrixCluster: 'chat-eu',
  kubernetesCluster: 'sandbox',
  namespace: 'matrix',
  domain: 'chat.example.org',
  status: 'healthy',
  seenAt: secondsAgo(20),
  policies: policiesInForce,
  cni: {
    name: 'Calico',
    enforcesPolicies: 'yes',
    evidence: 'DaemonSet kube-system/calico-node',
  },
  contract: contractHolds,
  workloads,
  ingress,
  certificates: [readyCertificate],
  issuers: [{ name: 'letsencrypt-prod', ready: true }],
  findings: [],
};

export const driftedFindings: Finding[] = [
  {
    code: 'certificate-expiring',
    severity: 'warning',
    subject: { kind: 'Certificate', namespace: 'matrix', name: 'element-tls' },
    title: 'Certificate element-tls ends in 5 days',
    cause: 'cert-manager should have renewed it 25 days ago and did not.',
    remedy:
      'See why: `kubectl describe certificate element-tls -n matrix`. Then renew it: `cmctl renew element-tls -n matrix`.',
    workloads: ['element-web'],
  },
  {
    code: 'policy-missing',
    severity: 'critical',
    subject: {
      kind: 'NetworkPolicy',
      namespace: 'matrix',
      name: 'key-vault-isolation',
    },
    title: 'Policy key-vault-isolation is missing',
    cause:
      'The namespace has no NetworkPolicy of this name. With default-deny-all in force, Synapse cannot reach key_vault.',
    remedy:
      'Re-apply the stack, or apply this policy alone: `kubectl get netpol -n matrix`',
    workloads: ['key-vault', 'synapse-main'],
    link: {
      title: 'Network policies',
      url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    },
  },
  {
    code: 'policy-edited',
    severity: 'warning',
    subject: {
      kind: 'NetworkPolicy',
      namespace: 'matrix',
      name: 'redis-access',
    },
    title: 'Policy redis-access was edited',
    cause: 'kubectl-edit changed 2 fields 3 days ago.',
    remedy: 'Re-apply the stack, or take the change into the spec.',
    workloads: ['redis'],
  },
  {
    code: 'ingress-under-target',
    severity: 'critical',
    subject: {
      kind: 'Deployment',
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
    },
    title: 'The ingress controller has 1 of 3 replicas',
    cause: '5,000 CCU take 3 replicas; 2 are desired and 1 is ready.',
    remedy: 'Re-apply the stack: it sets the replicas to 3.',
    workloads: [],
  },
];

/** A Matrix cluster that has drifted from its stack. */
export const driftedHealth: Health = {
  ...healthyHealth,
  matrixCluster: 'chat-drifted',
  kubernetesCluster: 'sandbox-drifted',
  status: 'failing',
  policies: policiesDrifted,
  contract: contractViolated,
  workloads: workloads.map(row => {
    if (row.id === 'key-vault' || row.id === 'synapse-main') {
      return { ...row, status: 'failing' };
    }
    return row.id === 'redis' ? { ...row, status: 'degraded' } : row;
  }),
  ingress: {
    ...ingress,
    controller: ingress.controller && {
      ...ingress.controller,
      version: '1.11.1',
      desired: 2,
      ready: 1,
    },
    capacityCcu: 100,
    routes: [
      ...ingress.routes,
      {
        ingress: 'livekit',
        namespace: 'matrix',
        host: 'livekit.chat.example.org',
        path: '/',
        service: 'livekit-server',
        tls: true,
        state: 'serviceMissing',
      },
    ],
  },
  certificates: [readyCertificate, expiringCertificate, failedCertificate],
  findings: driftedFindings,
};

function workload(
  id: WorkloadHealth['id'],
  title: string,
  pods: number,
  policies: string[],
): WorkloadHealth {
  return {
    id,
    title,
    pods,
    readyPods: pods,
    policies: ['default-deny-all', ...policies],
    hostNetwork: false,
    status: 'healthy',
  };
}
