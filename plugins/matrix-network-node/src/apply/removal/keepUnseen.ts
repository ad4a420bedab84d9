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
  goesOnlyWhenNamed,
  RemovalContext,
  RemovalDecision,
  userOf,
} from './decideRemoval';
import { describeEntry, InventoryEntry } from './InventoryEntry';
import { describeRight, missingRight } from './missingRight';

/**
 * What is to become of an object that the account may not look at: it may be
 * anybody's. `unread` is left out where it would stay whatever it is.
 */
export function keepUnseen(
  entry: InventoryEntry,
  { also, neighbours }: RemovalContext,
): RemovalDecision {
  const unread = missingRight('get', entry);
  const reason = `The portal may not ${describeRight(unread)}`;
  const staysAnyway =
    userOf(entry, neighbours) !== undefined ||
    (goesOnlyWhenNamed(entry) && !also.has(describeEntry(entry)));
  return { action: 'keep', reason, ...(!staysAnyway && { unread }) };
}
