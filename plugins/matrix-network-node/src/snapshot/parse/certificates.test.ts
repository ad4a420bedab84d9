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
  certificateRequestSchema,
  certificateSchema,
  challengeSchema,
  linkCertificates,
  orderSchema,
} from './certificates';

const certificate = certificateSchema.parse({
  metadata: { name: 'c', namespace: 'matrix' },
  spec: {
    secretName: 'c-tls',
    issuerRef: { name: 'letsencrypt-prod', kind: 'ClusterIssuer' },
    dnsNames: ['chat.example.org'],
  },
  status: { notAfter: '2027-01-01T00:00:00Z' },
});

const owned = (
  name: string,
  ownerKind: string,
  owner: string,
  annotations: Record<string, string> = {},
) => ({
  metadata: {
    name,
    namespace: 'matrix',
    annotations,
    creationTimestamp: '2026-11-24T00:00:00Z',
    ownerReferences: [{ kind: ownerKind, name: owner }],
  },
});

const request = (revision: string) =>
  certificateRequestSchema.parse(
    owned(`c-${revision}`, 'Certificate', 'c', {
      'cert-manager.io/certificate-revision': revision,
    }),
  );

const order = (name: string, of: string) =>
  orderSchema.parse({
    ...owned(name, 'CertificateRequest', of),
    status: { state: 'pending' },
  });

const challenge = (name: string, of: string) =>
  challengeSchema.parse({
    ...owned(name, 'Order', of),
    spec: { dnsName: 'chat.example.org', type: 'HTTP-01' },
    status: { state: 'pending', reason: 'Waiting', presented: true },
  });

it('follows a certificate to its newest request, Order and Challenges', () => {
  const [linked] = linkCertificates([certificate], {
    requests: [request('2'), request('10'), request('9')],
    orders: [order('old', 'c-9'), order('new', 'c-10')],
    challenges: [challenge('one', 'new'), challenge('two', 'old')],
  });

  expect(linked).toMatchObject({
    name: 'c',
    secretName: 'c-tls',
    issuer: { name: 'letsencrypt-prod', kind: 'ClusterIssuer' },
    notAfter: '2027-01-01T00:00:00Z',
    request: { name: 'c-10', createdAt: '2026-11-24T00:00:00Z' },
    order: { name: 'new', state: 'pending' },
    challenges: [{ name: 'one', dnsName: 'chat.example.org', presented: true }],
  });
});

it('stands alone where nothing was asked for yet', () => {
  const [linked] = linkCertificates([certificate], {
    requests: [],
    orders: [order('stray', 'other')],
    challenges: [],
  });

  expect(linked).toMatchObject({ request: undefined, order: undefined });
  expect(linked.challenges).toEqual([]);
});

it('does not take a request of the same name in another namespace', () => {
  const elsewhere = certificateRequestSchema.parse({
    metadata: { ...owned('c-1', 'Certificate', 'c').metadata, namespace: 'x' },
  });
  const [linked] = linkCertificates([certificate], {
    requests: [elsewhere],
    orders: [],
    challenges: [],
  });

  expect(linked.request).toBeUndefined();
});
