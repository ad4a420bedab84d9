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

import coerce from 'semver/functions/coerce';
import compare from 'semver/functions/compare';
import { StackSpec } from '../spec/StackSpec';
import { Neighbour } from './Neighbour';
import { StackWarning } from './types';

/** Oldest first: whoever came first keeps what only one can have. */
function bySeniority(neighbours: readonly Neighbour[]): Neighbour[] {
  return [
    ...neighbours.filter(({ older }) => older),
    ...neighbours.filter(({ older }) => !older),
  ];
}

/** The newest of the releases: an upgrade serves all, a downgrade would take it from the others. */
function newest(own: string, others: readonly string[]): string {
  return others.reduce(
    (newer, other) => (isNewer(other, newer) ? other : newer),
    own,
  );
}

function isNewer(one: string, other: string): boolean {
  return compare(coerce(one) ?? '0.0.0', coerce(other) ?? '0.0.0') > 0;
}

/**
 * The e-mail of the ACME account, which the ClusterIssuers share. The first
 * Matrix cluster's stays; a later one's would only rename the account.
 */
function accountEmail(
  spec: StackSpec,
  neighbours: readonly Neighbour[],
): string | undefined {
  const older = neighbours.find(
    neighbour => neighbour.older && neighbour.spec.contactEmail,
  );
  const any = bySeniority(neighbours).find(
    neighbour => neighbour.spec.contactEmail,
  );
  return (
    older?.spec.contactEmail ?? spec.contactEmail ?? any?.spec.contactEmail
  );
}

/**
 * The spec as far as shared components go, with what the neighbours need worked
 * in. Each of them comes to the same, so that nobody's apply undoes another's.
 * @public
 */
export function sharedSpec(
  spec: StackSpec,
  neighbours: readonly Neighbour[],
): StackSpec {
  const installing = neighbours.filter(
    neighbour => neighbour.spec.certificates.management === 'install',
  );
  return {
    ...spec,
    contactEmail: accountEmail(spec, neighbours),
    ingress: {
      ...spec.ingress,
      release: newest(
        spec.ingress.release,
        neighbours.map(neighbour => neighbour.spec.ingress.release),
      ),
    },
    certificates: {
      ...spec.certificates,
      release: newest(
        spec.certificates.release,
        installing.map(neighbour => neighbour.spec.certificates.release),
      ),
    },
  };
}

/** Where a neighbour's wish prevails over the spec's. @public */
export function neighbourWarnings(
  spec: StackSpec,
  neighbours: readonly Neighbour[],
): StackWarning[] {
  const shared = sharedSpec(spec, neighbours);
  const names = neighbours.map(neighbour => neighbour.spec.name).join(', ');
  const warnings: StackWarning[] = [];
  const warn = (field: string, message: string) =>
    warnings.push({ code: 'shared-with-neighbour', field, message });
  if (shared.ingress.release !== spec.ingress.release) {
    warn(
      'ingress.release',
      `ingress-nginx stays at ${shared.ingress.release}, which ${names} asks for on the same Kubernetes cluster`,
    );
  }
  if (
    spec.certificates.management === 'install' &&
    shared.certificates.release !== spec.certificates.release
  ) {
    warn(
      'certificates.release',
      `cert-manager stays at ${shared.certificates.release}, which ${names} asks for on the same Kubernetes cluster`,
    );
  }
  if (spec.contactEmail && shared.contactEmail !== spec.contactEmail) {
    warn(
      'contactEmail',
      `The Let's Encrypt account keeps the e-mail ${shared.contactEmail}: its ClusterIssuers are shared with ${names}, which came first`,
    );
  }
  return warnings;
}
