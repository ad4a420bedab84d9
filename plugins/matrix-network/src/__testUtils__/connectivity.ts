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
  Connectivity,
  NetworkSnapshot,
  networkSnapshot,
  ProbeReport,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedSnapshot, healthySnapshot, specOf } from './network';
import { agreeingReport, differingReport } from './probes';

/** What the API says of a network that was read a moment ago. */
export function connectivityOf(
  spec: StackSpec,
  network: NetworkSnapshot,
  probes?: ProbeReport,
): Connectivity {
  return {
    spec,
    poll: {
      lastSuccessAt: network.takenAt,
      lastAttemptAt: network.takenAt,
      intervalSeconds: 60,
    },
    network,
    ...(probes && { probes }),
  };
}

const healthySpec = specOf();
const driftedSpec = specOf({ name: 'chat-drifted' });

/** Policies in force, probes that agree. */
export const healthyConnectivity = connectivityOf(
  healthySpec,
  networkSnapshot(healthySnapshot(healthySpec)),
  agreeingReport,
);

/** A policy missing, one edited, one too many; a probe that got through. */
export const driftedConnectivity = connectivityOf(
  driftedSpec,
  networkSnapshot(driftedSnapshot(driftedSpec)),
  differingReport,
);

/** Known, but never yet read. */
export const unseenConnectivity: Connectivity = {
  spec: healthySpec,
  poll: { intervalSeconds: 60 },
};

/** A deployment of few workloads, for what is slow over many. */
export const smallSpec = specOf({
  workloads: {
    lawfulInterception: false,
    liveKit: false,
    antivirus: false,
    syncSystem: false,
    elementWeb: false,
    turn: false,
  },
});

/** The small deployment, healthy. */
export const smallConnectivity = connectivityOf(
  smallSpec,
  networkSnapshot(healthySnapshot(smallSpec)),
);

/** The small deployment after somebody was at it. */
export const smallDriftedConnectivity = connectivityOf(
  smallSpec,
  networkSnapshot(driftedSnapshot(smallSpec)),
);
