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

import { CertificateHealth, RouteHealth } from '../health/Health';
import {
  CertificateSnapshot,
  IssuerSnapshot,
  Snapshot,
} from '../snapshot/Snapshot';
import { Workload, WorkloadId } from '../workloads/types';
import { AssessedCertificate } from './AssessContext';
import { findAcmeCause } from './acmeCauses';
import { chainMessages, hasFailed, isTrue, issuerOf } from './certificateChain';
import { Lifetime, lifetimeOf } from './certificateLifetime';

/** Whether a certificate's DNS name covers a host, a wildcard standing for one label. @public */
export function coversHost(dnsName: string, host: string): boolean {
  if (!dnsName.startsWith('*.')) {
    return dnsName.toLowerCase() === host.toLowerCase();
  }
  const dot = host.indexOf('.');
  return (
    dot > 0 &&
    host.slice(dot + 1).toLowerCase() === dnsName.slice(2).toLowerCase()
  );
}

function stateOf(
  certificate: CertificateSnapshot,
  issuer: IssuerSnapshot | undefined,
  lifetime: Lifetime | undefined,
): CertificateHealth['state'] {
  if (lifetime?.urgency === 'expired') {
    return 'expired';
  }
  const ready = isTrue(certificate.conditions, 'Ready');
  if (ready) {
    return lifetime && lifetime.urgency !== 'none' ? 'expiring' : 'ready';
  }
  if (certificate.conditions.length === 0 && lifetime === undefined) {
    return 'unknown';
  }
  const telling = chainMessages(certificate, issuer).some(message =>
    findAcmeCause(message),
  );
  return telling || hasFailed(certificate, issuer) ? 'failed' : 'issuing';
}

/** Workloads behind routes that the certificate serves; without any, the one it is named after (`coturn-tls`). */
function workloadsServed(
  certificate: CertificateSnapshot,
  routes: readonly RouteHealth[],
  workloads: readonly Workload[],
): WorkloadId[] {
  const served = new Set(
    routes
      .filter(
        ({ tls, host, namespace }) =>
          tls &&
          namespace === certificate.namespace &&
          certificate.dnsNames.some(name => coversHost(name, host)),
      )
      .map(({ workload }) => workload),
  );
  return workloads
    .filter(({ id }) => served.has(id) || certificate.name.startsWith(`${id}-`))
    .map(({ id }) => id);
}

function assessCertificate(
  certificate: CertificateSnapshot,
  snapshot: Snapshot,
  context: Pick<CertificateContext, 'routes' | 'workloads' | 'now'>,
): AssessedCertificate {
  const issuer = issuerOf(certificate, snapshot.issuers);
  const lifetime = lifetimeOf(certificate, context.now);
  const state = stateOf(certificate, issuer, lifetime);
  const message = chainMessages(certificate, issuer)[0]?.text;
  return {
    certificate,
    health: {
      namespace: certificate.namespace,
      name: certificate.name,
      secretName: certificate.secretName,
      issuer: certificate.issuer.name,
      dnsNames: certificate.dnsNames,
      state,
      ...(certificate.notBefore && { notBefore: certificate.notBefore }),
      ...(certificate.notAfter && { notAfter: certificate.notAfter }),
      ...(certificate.renewalTime && { renewalTime: certificate.renewalTime }),
      ...(lifetime && { daysLeft: lifetime.daysLeft }),
      ...(lifetime?.used !== undefined && { lifetimeUsed: lifetime.used }),
      workloads: workloadsServed(
        certificate,
        context.routes,
        context.workloads,
      ),
      ...(state !== 'ready' && message && { message }),
    },
  };
}

interface CertificateContext {
  routes: readonly RouteHealth[];
  workloads: readonly Workload[];
  now: Date;
}

/** Certificates, the one that ends first in front. */
export function certificateHealth(
  snapshot: Snapshot,
  context: CertificateContext,
): AssessedCertificate[] {
  return snapshot.certificates
    .map(certificate => assessCertificate(certificate, snapshot, context))
    .sort(
      (a, b) =>
        (a.health.daysLeft ?? -Infinity) - (b.health.daysLeft ?? -Infinity),
    );
}

/** Issuers with the message of those that are not ready. */
export function issuerHealth(
  snapshot: Snapshot,
): { name: string; ready: boolean; message?: string }[] {
  return snapshot.issuers.map(({ name, conditions }) => {
    const ready = conditions.find(({ type }) => type === 'Ready');
    return {
      name,
      ready: ready?.status === 'True',
      ...(ready?.status !== 'True' &&
        ready?.message && { message: ready.message }),
    };
  });
}
