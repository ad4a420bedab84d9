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

import { X509Certificate } from 'node:crypto';
import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { AcmeOutcome } from '../certmanager/AcmeServer';
import { CertManagerOptions } from '../certmanager/createCertManager';
import { Certificate, CERTIFICATE, CHALLENGE } from '../certmanager/kinds';
import { isTrue } from '../controllers/conditions';
import { POD, SECRET, VALIDATING_WEBHOOK } from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import { certManagerRelease } from '../mirror/certManager';
import { ingressNginxRelease } from '../mirror/ingressNginx';
import { TestCluster } from './TestCluster';

export const HOST = 'chat.example.org';

const solver = (labels: Record<string, string> = {}) => ({
  http01: {
    ingress: {
      ingressClassName: 'nginx',
      serviceType: 'ClusterIP',
      podTemplate: { metadata: { labels } },
    },
  },
});

/** The production issuer. */
export const acmeIssuer = (
  email = 'ops@example-messenger.org',
  labels?: Record<string, string>,
): KubernetesObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'letsencrypt-prod' },
  spec: {
    acme: {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      email,
      privateKeySecretRef: { name: 'letsencrypt-prod' },
      solvers: [solver(labels)],
    },
  },
});

/** An issuer that needs nothing. */
export const selfSigned: KubernetesObject = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'selfsigned' },
  spec: { selfSigned: {} },
};

/** A Certificate for {@link HOST}. */
export const certificate = (
  issuer = 'letsencrypt-prod',
  spec: Partial<Certificate['spec']> = {},
): Certificate => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'chat', namespace: 'matrix' },
  spec: {
    secretName: 'chat-tls',
    dnsNames: [HOST],
    issuerRef: { name: issuer, kind: 'ClusterIssuer' },
    privateKey: { algorithm: 'ECDSA', size: 256 },
    ...spec,
  },
});

/** A cluster with cert-manager for each test of a file, and what the tests ask of it. */
export function useCertManagerCluster() {
  let cluster: TestCluster;

  afterEach(() => cluster.close());

  const webhookAnswers = () =>
    cluster.eventually(
      "the CA of cert-manager's webhook",
      () =>
        cluster.state.get(VALIDATING_WEBHOOK, undefined, 'cert-manager-webhook')
          ?.webhooks?.[0].clientConfig.caBundle,
    );

  async function start(
    options: CertManagerOptions & { version?: string; ingress?: string } = {},
  ): Promise<void> {
    const { version = '1.21.1', ingress, ...certManager } = options;
    cluster = new TestCluster({ certManager });
    cluster.apply(...(certManagerRelease(version) ?? []));
    if (ingress) {
      cluster.apply(...(ingressNginxRelease(ingress) ?? []));
      await cluster.eventually(
        'the CA of ingress-nginx',
        () =>
          cluster.state.get(
            VALIDATING_WEBHOOK,
            undefined,
            'ingress-nginx-admission',
          )?.webhooks?.[0].clientConfig.caBundle &&
          cluster.state.list(POD, { namespace: 'ingress-nginx' }).some(isReady),
      );
    }
    if (version !== '1.14.0') {
      await webhookAnswers();
    }
  }

  const current = () => cluster.state.get(CERTIFICATE, 'matrix', 'chat');
  const ready = () =>
    cluster.eventually('the Certificate to be ready', () => {
      const found = current();
      return isTrue(found?.status?.conditions, 'Ready') && found;
    });
  const withOutcome = (outcome: AcmeOutcome) =>
    start({ ingress: '1.15.1', acme: { outcomes: { [HOST]: outcome } } });
  const challengeReason = (pattern: RegExp) =>
    cluster.eventually(`a Challenge that says ${pattern}`, () =>
      cluster.state
        .list(CHALLENGE)
        .map(({ status }) => status?.reason)
        .find(reason => reason !== undefined && pattern.test(reason)),
    );
  const x509 = () => {
    const data = cluster.state.get(SECRET, 'matrix', 'chat-tls')?.data ?? {};
    return new X509Certificate(Buffer.from(data['tls.crt'], 'base64'));
  };

  return {
    cluster: () => cluster,
    start,
    webhookAnswers,
    current,
    ready,
    withOutcome,
    challengeReason,
    x509,
  };
}
