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

import { releaseCombinationIssues } from '../../releases';
import { acmeContact } from './acmeContact';
import { apiServersKnown } from './apiServersKnown';
import { certificateHosts } from './certificateHosts';
import { clusterRangesKnown } from './clusterRangesKnown';
import { highCcu } from './highCcu';
import { hostNetworkController } from './hostNetworkController';
import { lawfulInterceptionNeeded } from './lawfulInterceptionNeeded';
import { letsEncryptWanted } from './letsEncryptWanted';
import { monitoringNamespace } from './monitoringNamespace';
import { nodePortsDiffer } from './nodePortsDiffer';
import { organisationCa } from './organisationCa';
import { otherControllers } from './otherControllers';
import { stagingFirst } from './stagingFirst';
import { teamRowIds } from './teamRowIds';
import { teamRowWorkloads } from './teamRowWorkloads';
import { releaseEndOfLife } from './releaseEndOfLife';
import { SpecRule } from './types';
import { usedComponentsOutside } from './usedComponentsOutside';
import { usedControllerLabelled } from './usedControllerLabelled';

/** Every rule, in the order in which their findings are listed. */
export const specRules: readonly SpecRule[] = [
  nodePortsDiffer,
  organisationCa,
  certificateHosts,
  letsEncryptWanted,
  lawfulInterceptionNeeded,
  monitoringNamespace,
  usedComponentsOutside,
  usedControllerLabelled,
  teamRowIds,
  releaseCombinationIssues,
  releaseEndOfLife,
  teamRowWorkloads,
  apiServersKnown,
  clusterRangesKnown,
  hostNetworkController,
  otherControllers,
  highCcu,
  acmeContact,
  stagingFirst,
];
