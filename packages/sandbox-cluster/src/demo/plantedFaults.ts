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

/** One fault of the cluster `sandbox-drifted`. */
export interface PlantedFault {
  /** Code of the finding that should name it. */
  finding: string;
  /** Kind and name of the object it is planted in. */
  subject: { kind: string; namespace?: string; name: string };
  /** What somebody did, or did not do. */
  what: string;
}

const matrix = 'matrix';

/** What is wrong with `sandbox-drifted` on purpose; other findings follow from these. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    finding: 'policy-missing',
    subject: {
      kind: 'NetworkPolicy',
      namespace: matrix,
      name: 'key-vault-isolation',
    },
    what: 'key-vault-isolation was never applied: nothing may talk to key_vault, Synapse included.',
  },
  {
    finding: 'policy-edited',
    subject: { kind: 'NetworkPolicy', namespace: matrix, name: 'redis-access' },
    what: 'Two days ago somebody added a peer to redis-access by kubectl edit: any pod of the namespace reaches Redis.',
  },
  {
    finding: 'foreign-policy-widens-contract',
    subject: {
      kind: 'NetworkPolicy',
      namespace: matrix,
      name: 'debug-postgresql',
    },
    what: 'A policy left from a debugging session lets everybody reach the main database.',
  },
  {
    finding: 'namespace-selector-label',
    subject: { kind: 'NetworkPolicy', namespace: matrix, name: 'allow-dns' },
    what: 'allow-dns selects the namespace by the label name=kube-system, which no modern cluster sets.',
  },
  {
    finding: 'policy-label-typo',
    subject: {
      kind: 'NetworkPolicy',
      namespace: matrix,
      name: 'sync-system-access',
    },
    what: 'sync-system-access selects app.kubernetes.io/name=sync-sytem: a letter is missing.',
  },
  {
    finding: 'ingress-replicas-under-target',
    subject: {
      kind: 'Deployment',
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
    },
    what: '5,000 CCU ask for 3 replicas; there are 2, and only one edge node with a free port 80 to run them.',
  },
  {
    finding: 'ingress-release-vulnerable',
    subject: {
      kind: 'Deployment',
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
    },
    what: 'ingress-nginx is v1.11.1, with known vulnerabilities.',
  },
  {
    finding: 'certificate-expiring',
    subject: {
      kind: 'Certificate',
      namespace: matrix,
      name: 'element-web-tls',
    },
    what: 'The certificate of Element expires in 5 days: the CA cannot reach port 80, so renewals fail.',
  },
  {
    finding: 'certificate-not-issued',
    subject: { kind: 'Certificate', namespace: matrix, name: 'livekit-tls' },
    what: "LiveKit has no certificate: too many orders, so Let's Encrypt answers 429.",
  },
  {
    finding: 'ingress-route-backend-missing',
    subject: {
      kind: 'Ingress',
      namespace: matrix,
      name: 'matrix-well-known',
    },
    what: 'The Ingress for /.well-known/matrix leads to a Service that does not exist.',
  },
  {
    finding: 'issuer-email-refused',
    subject: { kind: 'ClusterIssuer', name: 'letsencrypt-staging' },
    what: "The staging issuer's contact is admin@example.com, which Let's Encrypt refuses.",
  },
];
