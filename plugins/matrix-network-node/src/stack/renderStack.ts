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
  ClusterFacts,
  Neighbour,
  sharedSpec,
  Stack,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReleaseManifests } from '../releases';
import { certificates } from './stages/certificates';
import { certManager } from './stages/certManager';
import { ingressController } from './stages/ingressController';
import { issuers } from './stages/issuers';
import { monitoring } from './stages/monitoring';
import { namespaces } from './stages/namespaces';
import { defaultDeny, policies } from './stages/policies';
import { StageContext, StageRenderer } from './stages/StageContext';
import { warningsFor } from './warnings';

/** About in the order of application: what allows goes in before what denies. */
const stages: readonly StageRenderer[] = [
  namespaces,
  policies,
  ingressController,
  certManager,
  issuers,
  certificates,
  monitoring,
  defaultDeny,
];

/**
 * All objects of a Matrix cluster's stack, in stages. Pure: the same input gives
 * the same stack, and no cluster is asked.
 * @public
 */
export function renderStack(
  spec: StackSpec,
  facts: ClusterFacts,
  /** Read for {@link sharedSpec}, where there are neighbours. */
  releases: ReleaseManifests,
  /** Other Matrix clusters on the same Kubernetes cluster, oldest first. */
  neighbours: readonly Neighbour[] = [],
): Stack {
  const context: StageContext = {
    spec,
    shared: sharedSpec(spec, neighbours),
    neighbours,
    facts,
    releases,
  };
  return {
    matrixCluster: spec.name,
    stages: stages.map(render => render(context)),
    warnings: warningsFor(context),
  };
}
