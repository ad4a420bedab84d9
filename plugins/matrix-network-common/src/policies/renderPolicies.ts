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

import { NetworkPolicy } from '../kubernetes/types';
import { StackSpec } from '../spec/StackSpec';
import { ClusterFacts } from '../stack/types';
import { allowDns } from './allowDns';
import { allowFromIngress } from './allowFromIngress';
import { allowPrometheusScraping } from './allowPrometheusScraping';
import { antivirusAccess } from './antivirusAccess';
import { defaultDenyAll } from './defaultDenyAll';
import { haproxyAccess } from './haproxyAccess';
import { keyVaultIsolation } from './keyVaultIsolation';
import { liInstanceIsolation } from './liInstanceIsolation';
import { livekitAccess } from './livekitAccess';
import { minioAccess } from './minioAccess';
import { postgresqlAccess } from './postgresqlAccess';
import { postgresqlLiAccess } from './postgresqlLiAccess';
import { redisAccess } from './redisAccess';
import { sygnalAccess } from './sygnalAccess';
import { synapseMainEgress } from './synapseMainEgress';
import { syncSystemAccess } from './syncSystemAccess';
import { PolicyDefinition } from './types';

/** The 13 and the companions, in the order in which they are applied: default-deny-all last. @public */
export const policyDefinitions: readonly PolicyDefinition[] = [
  allowDns,
  postgresqlAccess,
  postgresqlLiAccess,
  redisAccess,
  minioAccess,
  keyVaultIsolation,
  liInstanceIsolation,
  synapseMainEgress,
  allowFromIngress,
  allowPrometheusScraping,
  antivirusAccess,
  syncSystemAccess,
  haproxyAccess,
  livekitAccess,
  sygnalAccess,
  defaultDenyAll,
];

/**
 * The policies of one Matrix cluster, default-deny-all last. The same spec and
 * facts always give the same bytes.
 * @public
 */
export function renderPolicies(
  spec: StackSpec,
  facts: ClusterFacts,
): NetworkPolicy[] {
  return policyDefinitions
    .filter(({ isRendered }) => isRendered(spec))
    .map(({ render }) => render(spec, facts));
}
