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

import { SpecRule } from './types';

/**
 * PostgreSQL and MinIO pods talk to the API server, and no pod label names it.
 * Opening 443 and 6443 to everyone instead would undo their isolation.
 */
export const apiServersKnown: SpecRule = ({ network }, { apiServers }) =>
  network.apiServers.length === 0 && apiServers?.length === 0
    ? [
        {
          severity: 'warning',
          code: 'api-servers-unknown',
          field: 'network.apiServers',
          message:
            "the API server's addresses are not known, so PostgreSQL and MinIO pods are not allowed to reach it, and would fail at their next restart; name them: kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes, and the ClusterIP of Service kubernetes",
        },
      ]
    : [];
