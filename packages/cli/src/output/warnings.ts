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

import { Host } from '../Host';
import { ClusterObjects } from '../input/ClusterObjects';

/** What a person should know before trusting what is printed. */
export function warnAbout(
  {
    warnings,
    pods,
    nodes = [],
  }: Pick<ClusterObjects, 'warnings' | 'pods'> &
    Partial<Pick<ClusterObjects, 'nodes'>>,
  host: Host,
  external: readonly string[] = [],
): void {
  warnings.forEach(warning => host.err(`warning: ${warning}`));
  pods
    .filter(({ hostNetwork }) => hostNetwork)
    .forEach(({ namespace, name }) =>
      host.err(
        `warning: pod ${namespace}/${name} is on its node's network, where NetworkPolicy does not apply: it is left out`,
      ),
    );
  nodes.forEach(({ name, addresses }) =>
    addresses
      .filter(address => external.includes(address))
      .forEach(address =>
        host.err(
          `warning: ${address} is an address of node ${name}, of which the API leaves open what policies do: it is left out`,
        ),
      ),
  );
}
