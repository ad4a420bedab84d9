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
  HealthStatus,
  MatrixClusterDetail,
  MatrixClusterSummary,
  PollState,
  worstUrgency,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { StoredDigest, StoredPollState } from '../database/HealthStore';
import { HealthDigest } from './healthDigest';
import { KnownMatrixCluster } from './MatrixClusterDirectory';
import { Services } from './Services';

const DAY_MS = 24 * 60 * 60 * 1_000;

const worstFirst: Record<HealthStatus, number> = {
  failing: 0,
  unknown: 1,
  degraded: 2,
  healthy: 3,
};

/** Rows of the fleet page, worst first. */
export async function listMatrixClusters(
  services: Pick<
    Services,
    'directory' | 'health' | 'engine' | 'pollIntervalMs' | 'now'
  >,
): Promise<MatrixClusterSummary[]> {
  const [known, digests] = await Promise.all([
    services.directory.list(),
    services.health.digests(),
  ]);
  const byName = new Map(digests.map(entry => [entry.matrixCluster, entry]));
  return known
    .map(entry => summaryOf(services, entry, byName.get(entry.spec.name)))
    .sort(compareSummaries);
}

/**
 * Everything a page shows of one Matrix cluster, from the store alone.
 * @throws NotFoundError
 */
export async function matrixClusterDetail(
  services: Pick<
    Services,
    'directory' | 'health' | 'operations' | 'pollIntervalMs'
  >,
  name: string,
): Promise<MatrixClusterDetail> {
  const { spec } = await services.directory.get(name);
  const [health, poll, lastOperation] = await Promise.all([
    services.health.health(name),
    services.health.pollState(name),
    services.operations.latest(name),
  ]);
  return { spec, poll: pollState(services, poll), health, lastOperation };
}

function summaryOf(
  services: Pick<Services, 'engine' | 'pollIntervalMs' | 'now'>,
  { spec, registered }: KnownMatrixCluster,
  stored: StoredDigest | undefined,
): MatrixClusterSummary {
  return {
    name: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    namespace: spec.namespace,
    domain: spec.domain,
    targetCcu: spec.targetCcu,
    ...figures(stored?.digest, services.now()),
    poll: pollState(services, stored?.poll ?? {}),
    workloads: services.engine.workloads(spec),
    registered,
  };
}

function figures(digest: HealthDigest | undefined, now: Date) {
  if (!digest) {
    return {
      status: 'unknown' as const,
      findings: { critical: 0, warning: 0, info: 0 },
      policiesInForce: 0,
      policiesExpected: 0,
    };
  }
  const { soonestExpiryAt, validities = [], ...rest } = digest;
  return {
    ...rest,
    soonestExpiryDays:
      soonestExpiryAt === undefined
        ? undefined
        : Math.floor((Date.parse(soonestExpiryAt) - now.getTime()) / DAY_MS),
    certificateUrgency: worstUrgency(validities, now),
  };
}

/** How fresh what is stored is. */
export function pollState(
  services: Pick<Services, 'pollIntervalMs'>,
  stored: StoredPollState,
): PollState {
  return { ...stored, intervalSeconds: services.pollIntervalMs / 1_000 };
}

function compareSummaries(
  a: MatrixClusterSummary,
  b: MatrixClusterSummary,
): number {
  return (
    worstFirst[a.status] - worstFirst[b.status] ||
    // A stale row may be worse than it says.
    Number(b.poll.error !== undefined) - Number(a.poll.error !== undefined) ||
    b.findings.critical - a.findings.critical ||
    b.findings.warning - a.findings.warning ||
    a.name.localeCompare(b.name)
  );
}
