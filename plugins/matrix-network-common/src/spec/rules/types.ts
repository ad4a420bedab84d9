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

import { ClusterFacts } from '../../stack/types';
import { StackSpec } from '../StackSpec';

/** What a rule has to say of how fields go together: an `error` cannot work, a `warning` can. */
export interface RuleFinding {
  severity: 'error' | 'warning';
  /** Stable, kebab-case. */
  code: string;
  /** Path into the spec. */
  field: string;
  /** Says what would be accepted, or what to do. */
  message: string;
}

/** One rule over the whole spec, its fields being valid one by one. */
export type SpecRule = (
  spec: StackSpec,
  facts: Partial<ClusterFacts>,
) => RuleFinding[];
