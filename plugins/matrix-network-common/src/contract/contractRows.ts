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

import { StackSpec } from '../spec/StackSpec';
import { ContractRow } from './ContractRow';
import { antivirusRows } from './rows/antivirus';
import { callRows } from './rows/calls';
import { dataRows } from './rows/data';
import { dnsRows } from './rows/dns';
import { ingressRows } from './rows/ingress';
import { keyVaultRows } from './rows/keyVault';
import { lawfulInterceptionRows } from './rows/lawfulInterception';
import { monitoringRows } from './rows/monitoring';
import { dataIsolationRows } from './rows/dataIsolation';
import { keyVaultIsolationRows } from './rows/keyVaultIsolation';
import { lawfulInterceptionIsolationRows } from './rows/lawfulInterceptionIsolation';
import { outboundIsolationRows } from './rows/outboundIsolation';
import { platformIsolationRows } from './rows/platformIsolation';
import { platformRows } from './rows/platform';
import { synapseRows } from './rows/synapse';
import { teamRows } from './teamRows';

/** By the number in the id: F2 before F10. */
function byNumber(a: ContractRow, b: ContractRow): number {
  return Number(a.id.slice(1)) - Number(b.id.slice(1));
}

const mustWorkRows = [
  ...dnsRows,
  ...synapseRows,
  ...antivirusRows,
  ...ingressRows,
  ...keyVaultRows,
  ...lawfulInterceptionRows,
  ...dataRows,
  ...callRows,
  ...monitoringRows,
  ...platformRows,
].sort(byNumber);

const mustNotWorkRows = [
  ...lawfulInterceptionIsolationRows,
  ...keyVaultIsolationRows,
  ...dataIsolationRows,
  ...platformIsolationRows,
  ...outboundIsolationRows,
].sort(byNumber);

/** The connectivity contract that ships with the product: F1 to F45, then N1 to N20. @public */
export const contractRows: readonly ContractRow[] = [
  ...mustWorkRows,
  ...mustNotWorkRows,
];

/** The rows that a spec is held to: those of the product that speak of its workloads, then the team's own. @public */
export function contractRowsOf(spec: StackSpec): ContractRow[] {
  return [...contractRows, ...teamRows(spec)].filter(row =>
    row.appliesTo(spec),
  );
}
