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

import { Protocol } from '../../kubernetes/types';
import { PortToTry } from '../../policy';

const LAST_PORT = 65535;
const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

interface PortRange {
  first: number;
  last: number;
}

/**
 * The ranges that the tried ports stand for: each reaches up to the next one
 * tried. A declared port stands for itself alone.
 */
function rangesOf(
  tried: readonly number[],
  declared: ReadonlySet<number>,
): Map<number, PortRange> {
  return new Map(
    tried.map((first, index) => [
      first,
      {
        first,
        last: declared.has(first)
          ? first
          : (tried[index + 1] ?? LAST_PORT + 1) - 1,
      },
    ]),
  );
}

function merged(ranges: readonly PortRange[]): PortRange[] {
  return ranges.reduce<PortRange[]>((all, range) => {
    const previous = all[all.length - 1];
    return previous && previous.last + 1 >= range.first
      ? [
          ...all.slice(0, -1),
          { first: previous.first, last: Math.max(previous.last, range.last) },
        ]
      : [...all, range];
  }, []);
}

function textOf(
  protocol: Protocol,
  changed: ReadonlySet<number>,
  tried: readonly number[],
  declared: ReadonlySet<number>,
): string | undefined {
  const sorted = [...new Set([...tried, ...declared])].sort((a, b) => a - b);
  const ranges = rangesOf(sorted, declared);
  const parts = sorted.filter(port => changed.has(port));
  if (parts.length === 0) {
    return undefined;
  }
  if (tried.every(port => changed.has(port))) {
    return `any ${protocol} port`;
  }
  const text = merged(parts.flatMap(port => ranges.get(port) ?? []))
    .map(({ first, last }) =>
      first === last ? `${first}` : `${first}-${last}`,
    )
    .join(', ');
  return `${protocol} ${text}`;
}

/**
 * Ports that were found changed, as people write them: "TCP 5432, 8000-8010",
 * "any UDP port".
 *
 * @param tried - one of each range that the policies tell apart, beside the declared ones
 * @param declared - ports that the destination declares, tried one by one
 */
export function changedPortsText(
  changed: readonly PortToTry[],
  tried: readonly PortToTry[],
  declared: readonly PortToTry[],
): string {
  const numbers = (ports: readonly PortToTry[], protocol: Protocol) =>
    ports.filter(port => port.protocol === protocol).map(({ port }) => port);
  const texts = PROTOCOLS.map(protocol =>
    textOf(
      protocol,
      new Set(numbers(changed, protocol)),
      numbers(tried, protocol),
      new Set(numbers(declared, protocol)),
    ),
  );
  return texts.every(text => text?.startsWith('any '))
    ? 'any port'
    : texts.filter(text => text !== undefined).join('; ');
}
