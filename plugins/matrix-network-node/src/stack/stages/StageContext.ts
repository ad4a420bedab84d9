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
  Stage,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReleaseManifests } from '../../releases';

/** What every stage is rendered from. */
export interface StageContext {
  spec: StackSpec;
  /** The spec with what the neighbours need worked in, for what all of them share. */
  shared: StackSpec;
  /** Other Matrix clusters on the same Kubernetes cluster, oldest first. */
  neighbours: readonly Neighbour[];
  facts: ClusterFacts;
  releases: ReleaseManifests;
}

/** Renders one stage; pure. */
export type StageRenderer = (context: StageContext) => Stage;
