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
import { FlowEndpoint, PolicyEngine } from '../../policy';
import { ContractPort, ContractPorts } from '../ContractRow';

export interface TriedPort {
  port: number;
  protocol: Protocol;
}

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

function covers(
  { port, endPort = port, protocol }: ContractPort,
  tried: TriedPort,
): boolean {
  return (
    protocol === tried.protocol && port <= tried.port && tried.port <= endPort
  );
}

/**
 * The ports to try between two ends so that all ports of the row are judged:
 * each listed one, and of a range one of every part in which no policy makes a
 * difference.
 *
 * @param own - the port that belongs to an end's address, for rows about the API server
 */
export function portsToTry(
  ports: ContractPorts,
  own: number | undefined,
  engine: PolicyEngine,
  from: FlowEndpoint,
  to: FlowEndpoint,
): TriedPort[] {
  const distinct = (protocol: Protocol): TriedPort[] =>
    engine.distinctPorts(from, to, protocol).map(port => ({ port, protocol }));
  switch (ports.kind) {
    case 'endpoint':
      return own === undefined ? [] : [{ port: own, protocol: 'TCP' }];
    case 'listed':
      return ports.ports.flatMap(listed => {
        const { port, endPort = port, protocol } = listed;
        return port === endPort
          ? [{ port, protocol }]
          : [
              { port, protocol },
              ...distinct(protocol).filter(
                tried => tried.port > port && covers(listed, tried),
              ),
            ];
      });
    default: {
      const behind = ports.except
        .map(({ port, endPort = port, protocol }) => ({
          port: endPort + 1,
          protocol,
        }))
        .filter(({ port }) => port <= 65535);
      return [...PROTOCOLS.flatMap(distinct), ...behind].filter(
        tried => !ports.except.some(except => covers(except, tried)),
      );
    }
  }
}
