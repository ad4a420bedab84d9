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

/** One NodePort can't serve both HTTP and HTTPS. */
export const nodePortsDiffer: SpecRule = ({ ingress }) =>
  ingress.nodePorts.http === ingress.nodePorts.https
    ? [
        {
          severity: 'error',
          code: 'node-ports-equal',
          field: 'ingress.nodePorts.https',
          message: `${ingress.nodePorts.https} is not accepted: it is the port for http already; expected another of 30000 to 32767`,
        },
      ]
    : [];
