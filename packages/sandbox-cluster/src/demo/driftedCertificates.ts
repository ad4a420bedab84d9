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
import { CertManagerOptions } from '../certmanager/createCertManager';
import { ISSUER_KIND, ISSUER_NAME } from '../certmanager/issuanceReason';
import { Certificate, CERTIFICATE } from '../certmanager/kinds';
import {
  createCertificateAuthority,
  issueCertificate,
} from '../certmanager/pki';
import { timestamp } from '../controllers/conditions';
import { certManagerRelease } from '../mirror/certManager';
import { driftedSpec } from './driftedSpec';

const DAY_MS = 24 * 3_600_000;
const LIFETIME_DAYS = 90;
const ISSUER = 'letsencrypt-prod';
const STAGING = 'letsencrypt-staging';
const { domain, namespace } = driftedSpec;

const ELEMENT = `element.${domain}`;
const LIVEKIT = `livekit.${domain}`;

/** A Certificate and how many days the one in its Secret has left; null where there is none yet. */
const planned: readonly {
  name: string;
  secretName: string;
  dnsName: string;
  daysLeft: number | null;
  issuer?: string;
}[] = [
  {
    name: 'test-certificate',
    secretName: 'test-tls',
    dnsName: domain,
    daysLeft: 74,
  },
  ...[
    { name: 'matrix-client-tls', dnsName: `matrix.${domain}`, daysLeft: 61 },
    { name: 'element-web-tls', dnsName: ELEMENT, daysLeft: 5 },
    { name: 'livekit-tls', dnsName: LIVEKIT, daysLeft: null },
    { name: 'synapse-li-tls', dnsName: `matrix-li.${domain}`, daysLeft: 61 },
    {
      name: 'element-web-li-tls',
      dnsName: `element-li.${domain}`,
      daysLeft: 47,
      issuer: STAGING,
    },
    {
      name: 'synapse-admin-li-tls',
      dnsName: `admin-li.${domain}`,
      daysLeft: 47,
    },
  ].map(entry => ({ ...entry, secretName: entry.name })),
];

/** cert-manager's objects without its webhooks, and those alone: the webhooks go in last. */
export function certManagerObjects() {
  const objects = certManagerRelease('1.21.1') ?? [];
  const isWebhook = ({ kind }: KubernetesObject) =>
    kind.endsWith('WebhookConfiguration');
  const isCrd = ({ kind }: KubernetesObject) =>
    kind === 'CustomResourceDefinition';
  return {
    crds: objects.filter(isCrd),
    programs: objects.filter(object => !isCrd(object) && !isWebhook(object)),
    webhooks: objects.filter(isWebhook),
  };
}

/** The ClusterIssuers, of which the staging one has a contact that is refused. */
export function issuers(): KubernetesObject[] {
  const acme = (name: string, server: string, email: string) => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    metadata: { name },
    spec: {
      acme: {
        server,
        email,
        privateKeySecretRef: { name },
        solvers: [
          {
            http01: {
              ingress: {
                ingressClassName: 'nginx',
                serviceType: 'ClusterIP',
                podTemplate: {
                  metadata: { labels: { 'app.kubernetes.io/expose': 'true' } },
                },
              },
            },
          },
        ],
      },
    },
  });
  return [
    acme(
      ISSUER,
      'https://acme-v02.api.letsencrypt.org/directory',
      'ops@example-messenger.org',
    ),
    acme(
      STAGING,
      'https://acme-staging-v02.api.letsencrypt.org/directory',
      'admin@example.com',
    ),
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'selfsigned' },
      spec: { selfSigned: {} },
    },
  ];
}

/** The Certificates. */
export function certificates(): Certificate[] {
  return planned.map(({ name, secretName, dnsName, issuer = ISSUER }) => ({
    apiVersion: CERTIFICATE.apiVersion,
    kind: CERTIFICATE.kind,
    metadata: { name, namespace },
    spec: {
      secretName,
      dnsNames: [dnsName],
      issuerRef: {
        group: 'cert-manager.io',
        kind: 'ClusterIssuer',
        name: issuer,
      },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  }));
}

/** Days left are rounded down: an hour more lets them read as planned when the demo is opened. */
const SPARE_MS = 3_600_000;

/** Their Secrets, with real certificates of the age that the demo wants. */
export async function tlsSecrets(now: Date): Promise<KubernetesObject[]> {
  const authority = await createCertificateAuthority('(SANDBOX) R1', now);
  const issued = planned.filter(({ daysLeft }) => daysLeft !== null);
  return Promise.all(
    issued.map(
      async ({ name, secretName, dnsName, daysLeft, issuer = ISSUER }) => {
        const notAfter = new Date(
          now.getTime() + (daysLeft ?? 0) * DAY_MS + SPARE_MS,
        );
        const { chain, privateKey } = await issueCertificate(authority, {
          dnsNames: [dnsName],
          notBefore: new Date(notAfter.getTime() - LIFETIME_DAYS * DAY_MS),
          notAfter,
          key: { name: 'ECDSA', size: 256 },
        });
        const base64 = (text: string) => Buffer.from(text).toString('base64');
        return {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: {
            name: secretName,
            namespace,
            annotations: {
              'cert-manager.io/certificate-name': name,
              [ISSUER_NAME]: issuer,
              [ISSUER_KIND]: 'ClusterIssuer',
            },
          },
          type: 'kubernetes.io/tls',
          data: { 'tls.crt': base64(chain), 'tls.key': base64(privateKey) },
        };
      },
    ),
  );
}

/** What cert-manager had written into the status of those that were issued. */
export function certificateHistory(
  now: Date,
): { name: string; status: NonNullable<Certificate['status']> }[] {
  const twentyHoursAgo = new Date(now.getTime() - 20 * 3_600_000);
  return planned
    .filter(({ daysLeft }) => daysLeft !== null)
    .map(({ name, dnsName }) => ({
      name,
      status: {
        revision: 1,
        // The next attempt to renew is due, and will fail as those before.
        ...(dnsName === ELEMENT
          ? {
              failedIssuanceAttempts: 4,
              lastFailureTime: timestamp(twentyHoursAgo),
            }
          : {}),
      },
    }));
}

/** What Let's Encrypt makes of the names. */
export function driftedCertManager(now: Date): CertManagerOptions {
  return {
    acme: {
      outcomes: {
        [ELEMENT]: { kind: 'caCannotConnect', address: '198.51.100.24' },
        [LIVEKIT]: {
          kind: 'rateLimited',
          limit: 'duplicateCertificate',
          retryAfter: new Date(now.getTime() + 3 * DAY_MS),
        },
      },
    },
  };
}
