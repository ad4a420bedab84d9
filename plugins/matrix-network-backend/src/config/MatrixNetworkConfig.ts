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

import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  ProbeSettings,
  ReleaseVerification,
} from '@matrix-network/backstage-plugin-matrix-network-node';

/** The plugin's configuration, read and checked. */
export interface MatrixNetworkConfig {
  /** Matrix clusters that app-config names; their specs are kept there alone. */
  matrixClusters: StackSpec[];
  poll: {
    intervalMs: number;
    /** Shorter than the interval. */
    timeoutMs: number;
    /** Polls at once, in each backend replica. */
    concurrency: number;
  };
  operations: {
    /** Operations at once, in each backend replica. */
    concurrency: number;
  };
  releases: {
    /** Folder or URL with releases in the catalogue's layout. */
    mirror?: string;
    /** What a manifest's sha256 is held against. */
    verify: ReleaseVerification;
    /** A mirror that first use is configured for, which is not the one above. */
    firstUseOfOther?: string;
  };
  probes: {
    settings: Partial<ProbeSettings>;
    /** Probe pods on one Kubernetes cluster at once, over all backend replicas. */
    concurrency: number;
    /** Hosts of the internet that probes may connect to. */
    internetTargets: { host: string; port: number }[];
    /** When all Matrix clusters are probed; never by itself where it is left out. */
    schedule?: SchedulerServiceTaskScheduleDefinition;
    /** What the schedule probes. */
    scheduled: 'isolation' | 'contract';
  };
  certificateChecks: {
    timeoutMs: number;
    /** Ranges that checks may connect to although they are refused by default. */
    allowedAddresses: string[];
    /** PEM file with certification authorities to trust beside the usual ones. */
    caFile?: string;
  };
}
