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

/** Where a rule names whom it is for. Left out, it is for everyone. */
const peerLists = ['peers', 'from', 'to'];

/**
 * A part of a policy's rules without its `ipBlock`s: nothing, where nothing else
 * is left of it. A rule for everyone stays one.
 */
export function withoutAddresses(part: unknown): unknown {
  if (Array.isArray(part)) {
    const left = part.map(withoutAddresses).filter(item => item !== undefined);
    return left.length > 0 || part.length === 0 ? left : undefined;
  }
  if (!isMap(part)) {
    return part;
  }
  if (part.ipBlock !== undefined) {
    return undefined;
  }
  const left = Object.entries(part).map(
    ([key, value]) => [key, withoutAddresses(value)] as const,
  );
  const namedAddressesOnly = left.some(
    ([key, value]) =>
      peerLists.includes(key) && value === undefined && part[key] !== undefined,
  );
  return namedAddressesOnly ? undefined : Object.fromEntries(left);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
