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

import { Check } from '../Check';
import { acmeSolverBlockedByPolicy } from './acmeSolverBlockedByPolicy';
import { certManagerMissing } from './certManagerMissing';
import { certManagerReleaseVulnerable } from './certManagerReleaseVulnerable';
import { certManagerWebhookNoCa } from './certManagerWebhookNoCa';
import { certificateExpired } from './certificateExpired';
import { certificateExpiring } from './certificateExpiring';
import { certificateLateRenewal } from './certificateLateRenewal';
import { certificateMissingForHost } from './certificateMissingForHost';
import { certificateNotIssued } from './certificateNotIssued';
import { challengePathConflict } from './challengePathConflict';
import { cniAgentNotReady } from './cniAgentNotReady';
import { cniNotEnforcing } from './cniNotEnforcing';
import { cniUnknown } from './cniUnknown';
import { contractNotJudgeable } from './contractNotJudgeable';
import { contractViolated } from './contractViolated';
import { defaultDenyMissing } from './defaultDenyMissing';
import { foreignPolicy } from './foreignPolicy';
import { foreignPolicyRedundant } from './foreignPolicyRedundant';
import { foreignPolicyWidensContract } from './foreignPolicyWidensContract';
import { hostNetworkNotIsolated } from './hostNetworkNotIsolated';
import { http01Port80 } from './http01Port80';
import { ingressClassMissing } from './ingressClassMissing';
import { ingressConfigDrift } from './ingressConfigDrift';
import { ingressControllerMissing } from './ingressControllerMissing';
import { ingressForwardedHeaders } from './ingressForwardedHeaders';
import { ingressHostPathDuplicate } from './ingressHostPathDuplicate';
import { ingressNodePorts } from './ingressNodePorts';
import { ingressNotReady } from './ingressNotReady';
import { ingressReleaseVulnerable } from './ingressReleaseVulnerable';
import { ingressReplicasUnderTarget } from './ingressReplicasUnderTarget';
import { ingressRetired } from './ingressRetired';
import { ingressRouteBackendMissing } from './ingressRouteBackendMissing';
import { ingressRouteNoEndpoints } from './ingressRouteNoEndpoints';
import { ingressSnippets } from './ingressSnippets';
import { ingressUnsupportedKubernetes } from './ingressUnsupportedKubernetes';
import { issuerEmailRefused } from './issuerEmailRefused';
import { issuerNotReady } from './issuerNotReady';
import { jobLabelMissing } from './jobLabelMissing';
import { keyVaultExposedLabel } from './keyVaultExposedLabel';
import { keyVaultIngressWidened } from './keyVaultIngressWidened';
import { monitoringMissing } from './monitoringMissing';
import { namespaceSelectorLabel } from './namespaceSelectorLabel';
import { policyBridgeLeft } from './policyBridgeLeft';
import { policyEdited } from './policyEdited';
import { policyLabelTypo } from './policyLabelTypo';
import { policyMissing } from './policyMissing';
import { policyOutdated } from './policyOutdated';
import { policyKindNotJudged } from './policyKindNotJudged';
import { policySelectsNoPods } from './policySelectsNoPods';
import { policyShadowed } from './policyShadowed';
import { probeCouldNotRun } from './probeCouldNotRun';
import { probeDropped } from './probeDropped';
import { probeGotThrough } from './probeGotThrough';
import { readFailed } from './readFailed';
import { readForbidden } from './readForbidden';
import { workloadLabelMissing } from './workloadLabelMissing';

/** Every check. Adding one means adding a file and a line here. @public */
export const checks: readonly Check[] = [
  acmeSolverBlockedByPolicy,
  certManagerMissing,
  certManagerReleaseVulnerable,
  certManagerWebhookNoCa,
  certificateExpired,
  certificateExpiring,
  certificateLateRenewal,
  certificateMissingForHost,
  certificateNotIssued,
  challengePathConflict,
  cniAgentNotReady,
  cniNotEnforcing,
  cniUnknown,
  contractNotJudgeable,
  contractViolated,
  defaultDenyMissing,
  foreignPolicy,
  foreignPolicyRedundant,
  foreignPolicyWidensContract,
  hostNetworkNotIsolated,
  http01Port80,
  ingressClassMissing,
  ingressConfigDrift,
  ingressControllerMissing,
  ingressForwardedHeaders,
  ingressHostPathDuplicate,
  ingressNodePorts,
  ingressNotReady,
  ingressReleaseVulnerable,
  ingressReplicasUnderTarget,
  ingressRetired,
  ingressRouteBackendMissing,
  ingressRouteNoEndpoints,
  ingressSnippets,
  ingressUnsupportedKubernetes,
  issuerEmailRefused,
  issuerNotReady,
  jobLabelMissing,
  keyVaultExposedLabel,
  keyVaultIngressWidened,
  monitoringMissing,
  namespaceSelectorLabel,
  policyBridgeLeft,
  policyEdited,
  policyLabelTypo,
  policyMissing,
  policyOutdated,
  policyKindNotJudged,
  policySelectsNoPods,
  policyShadowed,
  probeCouldNotRun,
  probeDropped,
  probeGotThrough,
  readFailed,
  readForbidden,
  workloadLabelMissing,
];
