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

import { KubernetesApiError } from '../cluster';

/**
 * A NodePort is allocated, and no Service has it: the API server was stopped
 * half-way through a Service, or somebody's apply was cut off there. Its repair
 * loop frees the port the third time that it comes across it, every 3 minutes.
 */
export class UnownedNodePortError extends KubernetesApiError {
  constructor(port: number) {
    super({
      statusCode: 503,
      reason: 'ServiceUnavailable',
      message: `NodePort ${port} is allocated, but no Service has it: an interrupted request has left it so. The API server frees it by itself within ten minutes; another port in the spec's ingress.nodePorts is quicker`,
    });
  }
}
