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
  StackSpec,
  stackSpecSchema,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** A spec as it was stored; fields that came after that have their defaults. */
export function parseStoredSpec(text: string): StackSpec {
  const stored = JSON.parse(text);
  const parsed = stackSpecSchema.safeParse(stored);
  // One that today's rules would refuse is still what was applied.
  return parsed.success ? parsed.data : stored;
}
