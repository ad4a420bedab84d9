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

import { healthySnapshot } from '../../contract/__testUtils__/deployment';
import { ServiceSnapshot, Snapshot } from '../../snapshot/Snapshot';
import { StackSpec } from '../../spec/StackSpec';

/** A Service of the Matrix namespace with one TCP port. */
export function serviceOf(
  name: string,
  selector: Record<string, string>,
  port: { port: number; targetPort?: number | string },
  rest: Partial<ServiceSnapshot> = {},
): ServiceSnapshot {
  return {
    namespace: 'matrix',
    name,
    type: 'ClusterIP',
    selector,
    clusterIPs: ['10.96.0.80'],
    ports: [{ ...port, protocol: 'TCP' }],
    ...rest,
  };
}

/** The healthy deployment, with Services that could be read. */
export function probeSnapshot(
  spec: StackSpec,
  services: readonly ServiceSnapshot[] = [],
): Snapshot {
  const healthy = healthySnapshot(spec);
  return {
    ...healthy,
    reads: { ...healthy.reads, services: { status: 'ok' } },
    services,
  };
}
