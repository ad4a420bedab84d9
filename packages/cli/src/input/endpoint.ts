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

import { InputError } from '@backstage/errors';
import {
  FlowEndpoint,
  PolicyEngine,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { isIP } from 'node:net';

/** Most names that an error lists. */
const LISTED = 10;

/**
 * An end of a flow: `namespace/name` of a pod that there is, or an address.
 *
 * @throws InputError that names the pods there are
 */
export function parseEndpoint(
  option: string,
  text: string,
  { pods }: Pick<PolicyEngine, 'pods'>,
): FlowEndpoint {
  if (isIP(text) !== 0) {
    return { ip: text };
  }
  const [namespace, name, ...rest] = text.split('/');
  if (!namespace || !name || rest.length > 0) {
    throw new InputError(
      `${option} "${text}" is no end of a flow; namespace/name of a pod or an IP address is accepted`,
    );
  }
  if (!pods.some(pod => pod.namespace === namespace && pod.name === name)) {
    const names = pods.map(pod => `${pod.namespace}/${pod.name}`).sort();
    const there = [
      ...names.filter(known => known.startsWith(`${namespace}/`)),
      ...names.filter(known => !known.startsWith(`${namespace}/`)),
    ].slice(0, LISTED);
    throw new InputError(
      `${option} "${text}": there is no such pod; there ${
        names.length === 0
          ? 'is none'
          : `are ${there.join(', ')}${names.length > LISTED ? ', …' : ''}`
      }`,
    );
  }
  return { namespace, name };
}
