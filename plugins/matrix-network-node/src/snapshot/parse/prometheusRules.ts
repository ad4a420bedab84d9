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

import { z } from 'zod';
import { listOf } from './common';

const groups = listOf(
  z.object({ rules: listOf(z.object({ alert: z.string().optional() })) }),
);

/** A PrometheusRule, reduced to the names of its alerts. */
export const prometheusRuleSchema = z
  .object({
    metadata: z.object({ namespace: z.string(), name: z.string() }),
    spec: z.object({ groups }).prefault({}),
  })
  .transform(({ metadata, spec }) => ({
    namespace: metadata.namespace,
    name: metadata.name,
    alerts: spec.groups.flatMap(({ rules }) =>
      rules.flatMap(({ alert }) => (alert ? [alert] : [])),
    ),
  }));
