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
import coerce from 'semver/functions/coerce';
import satisfies from 'semver/functions/satisfies';

/**
 * The upstream version behind what a cluster or a person writes: `v1.12.3`,
 * `1.12.3-hardened1` and `1.12.3` are all 1.12.3. Undefined when there is none.
 * @public
 */
export function upstreamVersion(version: string): string | undefined {
  return coerce(version)?.version;
}

/** Whether a version, as written anywhere, lies in an npm semver range. */
export function inRange(version: string, range: string): boolean {
  const upstream = upstreamVersion(version);
  return upstream !== undefined && satisfies(upstream, range);
}

/** `1.12` of `v1.12.3`. */
export function releaseLine(version: string): string | undefined {
  return upstreamVersion(version)?.split('.').slice(0, 2).join('.');
}
