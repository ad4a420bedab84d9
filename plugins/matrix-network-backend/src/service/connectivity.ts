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
  networkSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { pollState } from './matrixClusterViews';
import { Services } from './Services';

/**
 * What the connectivity of one Matrix cluster is judged from, from the store alone.
 * @throws NotFoundError
 */
export async function connectivity(
  services: Pick<
    Services,
    'directory' | 'health' | 'operations' | 'pollIntervalMs'
  >,
  name: string,
): Promise<Connectivity> {
  const { spec } = await services.directory.get(name);
  const [snapshot, poll, probes] = await Promise.all([
    services.health.snapshot(spec.name),
    services.health.pollState(spec.name),
    services.operations.latestProbes(spec.name),
  ]);
  return {
    spec,
    poll: pollState(services, poll),
    network: snapshot && networkSnapshot(snapshot),
    probes,
  };
}
