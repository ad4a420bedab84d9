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

import { findAcmeCause } from '../acmeCauses';
import { condition } from '../certificateChain';
import { IssuerSnapshot, Snapshot } from '../../snapshot/Snapshot';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { count } from '../text';

/** Issuers that this Matrix cluster has to do with: the spec's, and those its Certificates name. */
export function usedIssuers({
  snapshot,
  spec,
}: AssessContext): IssuerSnapshot[] {
  const named = new Set([
    spec.certificates.issuer,
    ...snapshot.certificates.map(({ issuer }) => issuer.name),
  ]);
  return snapshot.issuers.filter(
    ({ name, namespace }) =>
      named.has(name) &&
      (namespace === undefined || namespace === snapshot.namespace),
  );
}

/** What the issuer says of itself while it is not ready. */
export function issuerMessage(issuer: IssuerSnapshot): {
  text: string;
  reason?: string;
} {
  const ready = condition(issuer.conditions, 'Ready');
  return {
    text: ready?.message ?? 'It has not said anything yet.',
    ...(ready?.reason && { reason: ready.reason }),
  };
}

/** The known cause behind an issuer's message. */
export function issuerCause(issuer: IssuerSnapshot) {
  return findAcmeCause({
    from: `${issuer.kind} ${issuer.name}`,
    kind: 'Issuer',
    text: issuerMessage(issuer).text,
  });
}

function certificatesOf(issuer: IssuerSnapshot, { certificates }: Snapshot) {
  return certificates.filter(
    candidate =>
      candidate.issuer.name === issuer.name &&
      candidate.issuer.kind === issuer.kind,
  ).length;
}

function comeFrom(certificates: number): string {
  return `${count(certificates, 'certificate')} ${
    certificates === 1 ? 'comes' : 'come'
  }`;
}

/** Nothing can be issued from it. A refused e-mail has a finding of its own. */
export const issuerNotReady: Check = {
  code: 'issuer-not-ready',
  about: 'Every issuer that certificates come from is ready.',
  needs: ['issuers', 'certificates'],
  run: context =>
    usedIssuers(context)
      .filter(
        issuer =>
          condition(issuer.conditions, 'Ready')?.status !== 'True' &&
          issuerCause(issuer)?.id !== 'invalid-email',
      )
      .map(issuer => {
        const known = issuerCause(issuer);
        const { text, reason } = issuerMessage(issuer);
        return {
          severity: 'critical',
          subject: {
            kind: issuer.kind,
            ...(issuer.namespace && { namespace: issuer.namespace }),
            name: issuer.name,
          },
          title: `Issuer ${issuer.name} is not ready`,
          cause: `${known ? `${known.cause}. ` : ''}${
            reason ? `${reason}: ` : ''
          }${text} ${comeFrom(
            certificatesOf(issuer, context.snapshot),
          )} from it.`,
          remedy:
            known?.remedy ??
            `See its status: kubectl describe ${issuer.kind.toLowerCase()} ${
              issuer.name
            }. Mend what it names, or choose another issuer in the spec.`,
          workloads: [],
        };
      }),
};
