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
import { isIpAddress } from './addresses';

/** Ports on which an API server listens when none is named: its Service's and its own. */
const defaultPorts = [443, 6443];

/** `address`, `address:port` or `[address]:port`; undefined when the text is none of them. */
export function parseApiServerAddress(
  text: string,
): { address: string; ports: number[] } | undefined {
  if (isIpAddress(text)) {
    return { address: text, ports: defaultPorts };
  }
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const address = match?.[1] ?? match?.[2] ?? '';
  const port = Number(match?.[3]);
  return isIpAddress(address) && port >= 1 && port <= 65535
    ? { address, ports: [port] }
    : undefined;
}

export const apiServerAddressSchema = z
  .string()
  .refine(text => parseApiServerAddress(text) !== undefined, {
    error:
      'expected the address of an API server endpoint, with its port or without, such as 192.0.2.10:6443, 10.96.0.1 or [fd00::1]:6443',
  });
