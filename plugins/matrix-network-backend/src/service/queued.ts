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

import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { RouteResponse } from './Route';
import { Services } from './Services';

/**
 * The answer to whoever has asked for an operation: it is queued, and begun at
 * once where nothing is in its way.
 *
 * @param asked - what the audit log keeps of the request
 */
export function queued(
  { runner }: Pick<Services, 'runner'>,
  operation: Operation,
  asked: NonNullable<RouteResponse['audit']>,
): RouteResponse {
  void runner.tick();
  const { id, matrixCluster } = operation;
  return {
    status: 202,
    body: operation,
    audit: { matrixCluster, operation: id, ...asked },
  };
}
