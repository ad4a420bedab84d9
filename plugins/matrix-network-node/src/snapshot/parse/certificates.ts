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

import { CertificateSnapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { conditionsSchema, labelsSchema, listOf } from './common';

const ownedMetadata = z.object({
  name: z.string(),
  namespace: z.string(),
  annotations: labelsSchema,
  creationTimestamp: z.string().optional(),
  ownerReferences: listOf(z.object({ kind: z.string(), name: z.string() })),
});

export const certificateSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({
    secretName: z.string(),
    issuerRef: z.object({
      name: z.string(),
      kind: z.string().default('Issuer'),
    }),
    dnsNames: listOf(z.string()),
    commonName: z.string().optional(),
    duration: z.string().optional(),
    renewBefore: z.string().optional(),
  }),
  status: z
    .object({
      conditions: conditionsSchema,
      notBefore: z.string().optional(),
      notAfter: z.string().optional(),
      renewalTime: z.string().optional(),
      failedIssuanceAttempts: z.number().optional(),
      lastFailureTime: z.string().optional(),
    })
    .prefault({}),
});

export const certificateRequestSchema = z.object({
  metadata: ownedMetadata,
  status: z.object({ conditions: conditionsSchema }).prefault({}),
});

export const orderSchema = z.object({
  metadata: ownedMetadata,
  status: z
    .object({ state: z.string().optional(), reason: z.string().optional() })
    .prefault({}),
});

export const challengeSchema = z.object({
  metadata: ownedMetadata,
  spec: z.object({
    dnsName: z.string().default(''),
    type: z.string().default(''),
  }),
  status: z
    .object({
      state: z.string().optional(),
      reason: z.string().optional(),
      presented: z.boolean().default(false),
    })
    .prefault({}),
});

type Certificate = z.output<typeof certificateSchema>;
type CertificateRequest = z.output<typeof certificateRequestSchema>;
type Order = z.output<typeof orderSchema>;
type Challenge = z.output<typeof challengeSchema>;

const CERTIFICATE_NAME = 'cert-manager.io/certificate-name';
const REVISION = 'cert-manager.io/certificate-revision';

/** Certificates, each with its newest request, that one's Order and its Challenges. */
export function linkCertificates(
  certificates: readonly Certificate[],
  chain: {
    requests: readonly CertificateRequest[];
    orders: readonly Order[];
    challenges: readonly Challenge[];
  },
): CertificateSnapshot[] {
  return certificates.map(certificate => {
    const request = newest(
      chain.requests.filter(candidate => isOf(candidate, certificate)),
    );
    const order =
      request && newest(ownedBy(chain.orders, 'CertificateRequest', request));
    const challenges = order ? ownedBy(chain.challenges, 'Order', order) : [];
    return {
      ...reduce(certificate),
      request: request && {
        name: request.metadata.name,
        conditions: request.status.conditions,
        createdAt: request.metadata.creationTimestamp,
      },
      order: order && { name: order.metadata.name, ...order.status },
      challenges: challenges.map(({ metadata, spec, status }) => ({
        name: metadata.name,
        dnsName: spec.dnsName,
        type: spec.type,
        ...status,
      })),
    };
  });
}

function reduce({ metadata, spec, status }: Certificate) {
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    secretName: spec.secretName,
    issuer: { name: spec.issuerRef.name, kind: spec.issuerRef.kind },
    dnsNames: spec.dnsNames,
    commonName: spec.commonName,
    duration: spec.duration,
    renewBefore: spec.renewBefore,
    ...status,
  };
}

interface Owned {
  metadata: z.output<typeof ownedMetadata>;
}

function isOf(request: Owned, { metadata }: Certificate): boolean {
  const named = request.metadata.annotations[CERTIFICATE_NAME];
  const owned = request.metadata.ownerReferences.some(
    ({ kind, name }) => kind === 'Certificate' && name === metadata.name,
  );
  return (
    request.metadata.namespace === metadata.namespace &&
    (named === metadata.name || owned)
  );
}

function ownedBy<T extends Owned>(
  objects: readonly T[],
  kind: string,
  owner: Owned,
): T[] {
  return objects.filter(
    ({ metadata }) =>
      metadata.namespace === owner.metadata.namespace &&
      metadata.ownerReferences.some(
        reference =>
          reference.kind === kind && reference.name === owner.metadata.name,
      ),
  );
}

/** By revision where cert-manager numbered them, then by age. */
function newest<T extends Owned>(objects: readonly T[]): T | undefined {
  const rank = ({ metadata }: Owned): [number, string] => [
    Number(metadata.annotations[REVISION] ?? 0),
    metadata.creationTimestamp ?? '',
  ];
  return [...objects].sort((one, other) => {
    const [revision, created] = rank(one);
    const [otherRevision, otherCreated] = rank(other);
    return otherRevision - revision || otherCreated.localeCompare(created);
  })[0];
}
