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

import { isIP } from 'node:net';
import { parseGoDuration } from '../certmanager/durations';
import { ClusterState } from '../controllers/ClusterState';
import { Pod } from '../controllers/kinds';
import { ProgramResult } from '../kubelet';
import {
  clientSocket,
  Connection,
  DataPlane,
  lookup,
  Protocol,
} from '../network';
import { CommandLine } from './arguments';
import { answersDatagram } from './udpServers';

const NO_ROUTE_MS = 3_000;
/** How long Linux tries a connection that nobody limits. */
const SYN_TIMEOUT_MS = 127_000;

type Exit = Extract<ProgramResult, { kind: 'exited' }>;

/** One target of an attempt, and what came of it. */
interface Attempt {
  address: string;
  port: number;
  connection: Connection;
}

/**
 * `agnhost connect HOST:PORT`: exit code 0, or 1 and a word on stderr.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/test/images/agnhost/connect/connect.go
 */
export function connect(
  from: Pod,
  { positional, flags }: CommandLine,
  state: ClusterState,
  network: DataPlane,
): Exit {
  if (positional.length !== 1) {
    return failed(`Error: accepts 1 arg(s), received ${positional.length}`);
  }
  const given = flags.get('timeout') ?? '0s';
  const timeout = given === '0' ? 0 : parseGoDuration(given);
  if (timeout === undefined) {
    return failed(
      `Error: invalid argument "${given}" for "--timeout" flag: time: invalid duration "${given}"`,
    );
  }
  const protocol = protocolOf(flags.get('protocol'));
  if (!protocol) {
    return failed('Unsupported protocol');
  }
  const target = targetOf(positional[0], protocol);
  if ('error' in target) {
    return failed(target.error);
  }
  const found =
    isIP(target.host) > 0
      ? { outcome: 'found' as const, addresses: [target.host] }
      : lookup(from, target.host, state, network);
  if (found.outcome === 'failed') {
    return failed(
      `DNS: lookup ${target.host}${found.error}`,
      // Resolving is not part of what --timeout limits.
      found.takesMs,
    );
  }
  const attempts = found.addresses.map(address => ({
    address,
    port: target.port,
    connection: network.connect(from, {
      address,
      port: target.port,
      protocol,
    }),
  }));
  switch (protocol) {
    case 'UDP':
      return udpExit(from, attempts[0], timeout, dataOf(flags));
    case 'SCTP':
      return sctpExit(attempts[0], timeout);
    default:
      return tcpExit(attempts, timeout);
  }
}

function failed(line: string, takesMs?: number): Exit {
  return { kind: 'exited', exitCode: 1, log: `${line}\n`, takesMs };
}

const connected: Exit = { kind: 'exited', exitCode: 0 };

function protocolOf(text: string | undefined): Protocol | undefined {
  switch (text) {
    case undefined:
    case '':
    case 'tcp':
      return 'TCP';
    case 'udp':
      return 'UDP';
    case 'sctp':
      return 'SCTP';
    default:
      return undefined;
  }
}

function dataOf(flags: CommandLine['flags']): string {
  return `${flags.get('udp-data') ?? 'hostname'}\n`;
}

/** Host and port of `10.0.0.1:80`, `[fd00::1]:80` or `name:80`. */
function targetOf(
  text: string,
  protocol: Protocol,
): { host: string; port: number } | { error: string } {
  // connect.go splits the text itself for TCP alone, and calls that error unknown.
  const prefix = protocol === 'TCP' ? 'UNKNOWN' : 'DNS';
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(text);
  if (!match) {
    const why = text.replace(/\[[^\]]*\]/, '').includes(':')
      ? 'too many colons in address'
      : 'missing port in address';
    return { error: `${prefix}: address ${text}: ${why}` };
  }
  const port = Number(match[3]);
  if (!/^\d+$/.test(match[3])) {
    const name = `${protocol.toLowerCase()}/${match[3]}`;
    return { error: `DNS: lookup ${name}: unknown port` };
  }
  return port > 65_535
    ? { error: `DNS: address ${port}: invalid port` }
    : { host: match[1] ?? match[2], port };
}

/** Every address of a name is tried until one answers; the first error counts. */
function tcpExit(attempts: readonly Attempt[], timeout: number): Exit {
  const [first] = attempts;
  if (attempts.some(({ connection }) => connection.outcome === 'connected')) {
    return connected;
  }
  const limit = timeout || SYN_TIMEOUT_MS;
  switch (first.connection.outcome) {
    case 'refused':
      return failed('REFUSED');
    case 'unreachable':
      return unreachable(first, 'tcp', limit);
    default:
      return failed('TIMEOUT', limit);
  }
}

function unreachable(
  { address, port, connection }: Attempt,
  protocol: 'tcp' | 'udp',
  limit: number,
): Exit {
  const error =
    connection.outcome === 'unreachable' ? connection.error : 'unreachable';
  const host = isIP(address) === 6 ? `[${address}]` : address;
  const takes = error === 'no route to host' ? NO_ROUTE_MS : 0;
  return takes > limit
    ? failed('TIMEOUT', limit)
    : failed(
        `OTHER: dial ${protocol} ${host}:${port}: connect: ${error}`,
        takes,
      );
}

function udpExit(
  from: Pod,
  attempt: Attempt,
  timeout: number,
  data: string,
): Exit {
  const { address, port, connection } = attempt;
  const limit = timeout || SYN_TIMEOUT_MS;
  const host = isIP(address) === 6 ? `[${address}]` : address;
  const read = `read udp ${clientSocket(from)}->${host}:${port}`;
  switch (connection.outcome) {
    case 'refused':
      return failed(`REFUSED: ${read}: read: connection refused`);
    case 'unreachable':
      // Sending needs a network; that nobody is there comes back as an answer.
      return connection.error === 'network is unreachable'
        ? unreachable(attempt, 'udp', limit)
        : failed(`UNKNOWN: ${read}: read: ${connection.error}`, NO_ROUTE_MS);
    case 'connected':
      return answersDatagram(port, data)
        ? connected
        : failed(`TIMEOUT: ${read}: i/o timeout`, limit);
    default:
      return failed(`TIMEOUT: ${read}: i/o timeout`, limit);
  }
}

function sctpExit({ connection }: Attempt, timeout: number): Exit {
  switch (connection.outcome) {
    case 'connected':
      return connected;
    case 'refused':
      return failed('OTHER: connection refused');
    case 'unreachable':
      return failed(`OTHER: ${connection.error}`);
    default:
      return failed('TIMEOUT', timeout || SYN_TIMEOUT_MS);
  }
}
