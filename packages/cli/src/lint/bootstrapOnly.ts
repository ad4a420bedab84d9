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

import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { LintFinding, PlacedPolicy, PolicyLint, subjectOf } from './PolicyLint';

/** A store whose first start needs less than its next. */
interface Store {
  title: string;
  /** Whoever uses it: seen at once when it does not work. */
  client: string;
  /** Flows that go unnoticed until an instance is started anew. */
  later: readonly string[];
  restart: string;
}

const stores: readonly Store[] = [
  {
    title: 'PostgreSQL',
    client: 'F3',
    later: ['F26', 'F27', 'F28'],
    restart:
      'delete the pod of its primary (kubectl get cluster names it) and wait until the Cluster is healthy again',
  },
  {
    title: 'MinIO',
    client: 'F5',
    later: ['F31', 'F32', 'F33'],
    restart: 'delete one of its pods and wait until the Tenant is green again',
  },
];

/** One missing row is a slip; two and more are what was not there to be seen. */
const AT_LEAST = 2;

function rowText({ row, source, destination, ports, why }: ContractRowHealth) {
  return `${row} (${source} → ${destination}, ${ports}: ${why.replace(
    /\.$/,
    '',
  )})`;
}

function findingOf(
  { title, restart }: Store,
  missing: readonly ContractRowHealth[],
  policies: readonly PlacedPolicy[],
): LintFinding[] {
  const meant = new Set(missing.flatMap(row => row.policies));
  const own = policies.filter(({ policy }) => meant.has(policy.metadata.name));
  const [first] = own;
  if (!first) {
    return [];
  }
  const names = own.map(({ policy }) => policy.metadata.name).join(', ');
  return [
    {
      severity: 'critical',
      subject: subjectOf(first.policy),
      title: `${title} works until its first failover or restart: ${missing
        .map(({ row }) => row)
        .join(', ')} are missing`,
      cause: `The policies allow its clients, and not what its instances need among themselves, with their operator and with the API server: ${missing
        .map(rowText)
        .join(
          '; ',
        )}. That is what one writes down while databases are being created, or applies right after: connections that are open then stay open, and what bootstrap Jobs have made is there. The next failover or restart has to connect anew, and can't.`,
      remedy: `Allow these rows in ${names}. Then prove it while somebody is watching: ${restart}.`,
    },
  ];
}

/** Policies written, or tried out, in the one hour in which they need not be right. */
export const bootstrapOnly: PolicyLint = {
  code: 'works-until-restart',
  about:
    'Stores may do what a failover or restart needs, not only serve their clients.',
  run: (policies, { contract }) =>
    stores.flatMap(store => {
      const isViolated = (id: string) =>
        contract.some(
          ({ row, outcome }) => row === id && outcome === 'violated',
        );
      const missing = contract.filter(
        ({ row, outcome }) =>
          store.later.includes(row) && outcome === 'violated',
      );
      return missing.length >= AT_LEAST && !isViolated(store.client)
        ? findingOf(store, missing, policies)
        : [];
    }),
};
