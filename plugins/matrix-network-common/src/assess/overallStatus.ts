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

import { Finding } from '../health/Finding';
import { HealthStatus } from '../health/Health';
import { Snapshot, SnapshotSource } from '../snapshot/Snapshot';
import { wereRead } from './reads';

/** Without these nothing can be said of policies, which is what the product is about. */
export const coreSources: readonly SnapshotSource[] = [
  'namespaces',
  'pods',
  'networkPolicies',
];

/** The worst that is known. What could not be read is never healthy. */
export function overallStatus(
  snapshot: Snapshot,
  findings: readonly Finding[],
): HealthStatus {
  if (findings.some(({ severity }) => severity === 'critical')) {
    return 'failing';
  }
  if (!wereRead(snapshot, coreSources)) {
    return 'unknown';
  }
  return findings.some(({ severity }) => severity === 'warning')
    ? 'degraded'
    : 'healthy';
}
