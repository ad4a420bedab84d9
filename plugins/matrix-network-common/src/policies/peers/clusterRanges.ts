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

import { StackSpec } from '../../spec/StackSpec';
import { ClusterFacts } from '../../stack/types';
import { parseRange, Range } from './ranges';

type RangeField = 'podCidrs' | 'serviceCidrs' | 'nodeCidrs';

/** The cluster's ranges of one kind: the spec's where it names any, else those read from the cluster. */
export function clusterRanges(
  field: RangeField,
  spec: StackSpec,
  facts: ClusterFacts,
): Range[] {
  const own = spec.network[field];
  return (own.length > 0 ? own : facts[field]).map(parseRange);
}
