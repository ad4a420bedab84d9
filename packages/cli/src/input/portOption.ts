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

import { PortToTry } from '@matrix-network/backstage-plugin-matrix-network-common';
import { InvalidArgumentError } from 'commander';

function isProtocol(text: string): text is PortToTry['protocol'] {
  return text === 'TCP' || text === 'UDP' || text === 'SCTP';
}

/** `53/UDP`; without a protocol, TCP. */
export function parsePort(text: string): PortToTry {
  const [, number = '', protocol = 'TCP'] =
    /^(\d{1,5})(?:\/([A-Za-z]+))?$/.exec(text) ?? [];
  const port = Number(number);
  const upper = protocol.toUpperCase();
  if (port < 1 || port > 65535 || !isProtocol(upper)) {
    throw new InvalidArgumentError(
      `"${text}" is no port; a number from 1 to 65535 and TCP, UDP or SCTP are accepted, such as 53/UDP.`,
    );
  }
  return { port, protocol: upper };
}

/** For an option that may be given more than once. */
export function parsePorts(
  text: string,
  before: readonly PortToTry[] = [],
): PortToTry[] {
  return [...before, parsePort(text)];
}
