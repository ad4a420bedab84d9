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
} from '../snapshot/Snapshot';

/** A message of one link of the chain Issuer, Certificate, Request, Order, Challenge. */
export interface ChainMessage {
  /** `Challenge chat-tls-1-123`. */
  from: string;
  kind: 'Issuer' | 'Certificate' | 'CertificateRequest' | 'Order' | 'Challenge';
  text: string;
}

export function condition(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  return conditions.find(candidate => candidate.type === type);
}

export function isTrue(conditions: readonly Condition[], type: string) {
  return condition(conditions, type)?.status === 'True';
}

/** The Issuer or ClusterIssuer that a Certificate names. */
export function issuerOf(
  { issuer, namespace }: CertificateSnapshot,
  issuers: readonly IssuerSnapshot[],
): IssuerSnapshot | undefined {
  return issuers.find(
    candidate =>
      candidate.name === issuer.name &&
      candidate.kind === issuer.kind &&
      (candidate.kind === 'ClusterIssuer' || candidate.namespace === namespace),
  );
}

function conditionMessages(
  conditions: readonly Condition[],
  types: readonly string[],
): string[] {
  return conditions
    .filter(({ type, message }) => types.includes(type) && message)
    .map(({ message }) => message ?? '');
}

/** The messages of the chain, the most telling ones first: the Challenge knows best why an Order waits. */
export function chainMessages(
  certificate: CertificateSnapshot,
  issuer: IssuerSnapshot | undefined,
): ChainMessage[] {
  const { challenges, order, request } = certificate;
  const messages: ChainMessage[] = challenges.flatMap(({ name, reason }) =>
    reason
      ? [
          {
            from: `Challenge ${name}`,
            kind: 'Challenge' as const,
            text: reason,
          },
        ]
      : [],
  );
  if (order?.reason) {
    messages.push({
      from: `Order ${order.name}`,
      kind: 'Order',
      text: order.reason,
    });
  }
  if (issuer && !isTrue(issuer.conditions, 'Ready')) {
    messages.push(
      ...conditionMessages(issuer.conditions, ['Ready']).map(text => ({
        from: `${issuer.kind} ${issuer.name}`,
        kind: 'Issuer' as const,
        text,
      })),
    );
  }
  if (request) {
    messages.push(
      ...conditionMessages(request.conditions, [
        'Denied',
        'InvalidRequest',
        'Ready',
      ]).map(text => ({
        from: `CertificateRequest ${request.name}`,
        kind: 'CertificateRequest' as const,
        text,
      })),
    );
  }
  messages.push(
    ...conditionMessages(certificate.conditions, ['Issuing', 'Ready']).map(
      text => ({
        from: `Certificate ${certificate.name}`,
        kind: 'Certificate' as const,
        text,
      }),
    ),
  );
  return messages;
}

const failedOrderStates: readonly string[] = ['invalid', 'expired', 'errored'];

/** Whether the chain shows a failure, not only that it takes its time. */
export function hasFailed(
  certificate: CertificateSnapshot,
  issuer: IssuerSnapshot | undefined,
): boolean {
  const { challenges, order, request } = certificate;
  const issuerNotReady =
    issuer !== undefined &&
    condition(issuer.conditions, 'Ready')?.status === 'False';
  const requestFailed =
    request !== undefined &&
    (isTrue(request.conditions, 'Denied') ||
      isTrue(request.conditions, 'InvalidRequest') ||
      ['Failed', 'Denied'].includes(
        condition(request.conditions, 'Ready')?.reason ?? '',
      ));
  return (
    issuerNotReady ||
    requestFailed ||
    (certificate.failedIssuanceAttempts ?? 0) > 0 ||
    failedOrderStates.includes(order?.state ?? '') ||
    challenges.some(({ state }) => failedOrderStates.includes(state ?? ''))
  );
}
