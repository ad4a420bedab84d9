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

import { Finding } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Location } from '../input/InputProblems';
import { bootstrapOnly } from './bootstrapOnly';
import { bucketsByLabel } from './bucketsByLabel';
import { bucketsByPolicy } from './bucketsByPolicy';
import { defaultDenyFirst } from './defaultDenyFirst';
import { internetByPodSelector } from './internetByPodSelector';
import { liReachesMainRedis } from './liReachesMainRedis';
import { liWaitsForMainRedis } from './liWaitsForMainRedis';
import { packageDownload } from './packageDownload';
import { packagesAtStart } from './packagesAtStart';
import { peersSplit } from './peersSplit';
import { LintContext, PlacedPolicy, PolicyLint } from './PolicyLint';
import { synapseWithoutInstance } from './synapseWithoutInstance';
import { ruleWithoutPeers } from './ruleWithoutPeers';
import { wholeNamespacePeer } from './wholeNamespacePeer';

/** Every lint; adding one means adding a file and a line. */
export const policyLints: readonly PolicyLint[] = [
  ruleWithoutPeers,
  peersSplit,
  wholeNamespacePeer,
  internetByPodSelector,
  synapseWithoutInstance,
  defaultDenyFirst,
  liReachesMainRedis,
  liWaitsForMainRedis,
  packageDownload,
  packagesAtStart,
  bootstrapOnly,
  bucketsByLabel,
  bucketsByPolicy,
];

/** What is written in policies otherwise than it is meant. */
export function lintPolicies(
  policies: readonly PlacedPolicy[],
  context: LintContext,
): (Finding & { location?: Location })[] {
  return policyLints.flatMap(({ code, run }) =>
    run(policies, context).map(finding => ({
      code,
      ...finding,
      workloads: [],
    })),
  );
}
