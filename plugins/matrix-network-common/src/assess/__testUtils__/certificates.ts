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
  CertificateSnapshot,
  Condition,
  IssuerSnapshot,
} from '../../snapshot/Snapshot';
import { EXPOSE_LABEL } from '../../workloads/labels';
import { inDays } from './time';

export const ready: Condition = { type: 'Ready', status: 'True' };

export function notReady(message: string, reason = 'Failed'): Condition {
  return { type: 'Ready', status: 'False', reason, message };
}

/** A 90-day certificate, 30 days old. */
export function aCertificate(
  changes: Partial<CertificateSnapshot> = {},
): CertificateSnapshot {
  return {
    namespace: 'matrix',
    name: 'chat',
    secretName: 'chat-tls',
    issuer: { name: 'letsencrypt-prod', kind: 'ClusterIssuer' },
    dnsNames: ['chat.example.org'],
    conditions: [ready],
    notBefore: inDays(-30),
    notAfter: inDays(60),
    renewalTime: inDays(30),
    challenges: [],
    ...changes,
  };
}

/** A certificate that never came, with what cert-manager says where. */
export function anUnissued(
  changes: Partial<CertificateSnapshot> = {},
): CertificateSnapshot {
  const { notBefore, notAfter, renewalTime, ...rest } = aCertificate();
  return {
    ...rest,
    conditions: [
      notReady('Issuing certificate as Secret does not exist', 'DoesNotExist'),
      { type: 'Issuing', status: 'True', reason: 'DoesNotExist' },
    ],
    ...changes,
  };
}

/** A challenge of {@link anUnissued} that waits for this reason. */
export function challenged(
  reason: string,
  state = 'pending',
): CertificateSnapshot {
  return anUnissued({
    request: {
      name: 'chat-1',
      conditions: [
        { type: 'Approved', status: 'True' },
        notReady(
          'Waiting on certificate issuance from order matrix/chat-1-1: "pending"',
          'Pending',
        ),
      ],
      createdAt: inDays(-0.1),
    },
    order: { name: 'chat-1-1', state: 'pending' },
    challenges: [
      {
        name: 'chat-1-1-1',
        dnsName: 'chat.example.org',
        type: 'HTTP-01',
        state,
        reason,
        presented: true,
      },
    ],
  });
}

export function anIssuer(
  changes: Partial<IssuerSnapshot> = {},
): IssuerSnapshot {
  return {
    kind: 'ClusterIssuer',
    name: 'letsencrypt-prod',
    type: 'acme',
    acmeServer: 'https://acme-v02.api.letsencrypt.org/directory',
    email: 'ops@example-messenger.org',
    solvers: [{ type: 'http01', podLabels: { [EXPOSE_LABEL]: 'true' } }],
    conditions: [ready],
    ...changes,
  };
}
