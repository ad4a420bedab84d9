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
  ContractRowHealth,
  Finding,
  Severity,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Location } from '../input/InputProblems';

/** A row of the contract, judged, and where the first of its policies stands. */
export interface ReportedRow extends ContractRowHealth {
  location?: Location;
}

/** A finding, where it stands, and whether it counts as a violation. */
export interface ReportedFinding extends Finding {
  location?: Location;
  isViolation: boolean;
}

/** What `verify` found; every output format prints this. */
export interface VerifyReport {
  matrixCluster: string;
  namespace: string;
  /** Files and folders, or the context. */
  source: string;
  /** Workloads that the files have no pod of, judged as the spec describes them. */
  assumed: readonly string[];
  rows: readonly ReportedRow[];
  findings: readonly ReportedFinding[];
}

/** Rows and findings that make the exit code 1. */
export function violationsOf({ rows, findings }: VerifyReport): number {
  return (
    rows.filter(({ outcome }) => outcome === 'violated').length +
    findings.filter(({ isViolation }) => isViolation).length
  );
}

/** From the least to the most severe. */
export const severities: readonly Severity[] = ['info', 'warning', 'critical'];
