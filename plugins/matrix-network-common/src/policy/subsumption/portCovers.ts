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

import { CompiledPort } from '../compiled';

/**
 * Whether the wide port holds whatever the narrow one does; undefined is every
 * port of every protocol. A named port is any number to any pod, so that only
 * the same name or all ports hold it.
 */
export function portCovers(
  wide: CompiledPort | undefined,
  narrow: CompiledPort | undefined,
): boolean {
  if (wide === undefined || narrow === undefined) {
    return wide === undefined;
  }
  if (wide.protocol !== undefined && wide.protocol !== narrow.protocol) {
    return false;
  }
  switch (wide.kind) {
    case 'all':
      return true;
    case 'range':
      return (
        (wide.first <= 1 && wide.last >= 65535) ||
        (narrow.kind === 'range' &&
          wide.first <= narrow.first &&
          narrow.last <= wide.last)
      );
    default:
      return narrow.kind === 'named' && narrow.name === wide.name;
  }
}
