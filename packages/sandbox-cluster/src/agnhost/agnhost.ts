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

import { parseGoDuration } from '../certmanager/durations';
import { ContainerProgram, ProgramResult } from '../kubelet';
import { DataPlane, NetworkConditions } from '../network';
import { CommandLine, commandLineOf } from './arguments';
import { connect } from './connect';

/** Commands that go on until they are stopped, mostly servers. */
const endless = [
  'pause',
  'netexec',
  'serve-hostname',
  'porter',
  'guestbook',
  'liveness',
  'nettest',
  'net',
  'test-webserver',
  'webhook',
  'tcp-reset',
  'udp-server',
];

/**
 * Kubernetes' own test image, as far as probes need it: `connect` tries a flow
 * over the cluster's network, `logs-generator` waits, `pause` goes on for ever.
 */
export function createAgnhost(
  conditions?: () => NetworkConditions,
): ContainerProgram {
  return {
    matches: ({ image }) => /(^|\/)agnhost(?=[:@]|$)/.test(image),
    run({ pod, container }, { state }) {
      const line = commandLineOf(container);
      if (line.command === 'connect') {
        return connect(pod, line, state, new DataPlane(state, conditions));
      }
      if (line.command === 'logs-generator') {
        return generateLogs(line);
      }
      return endless.includes(line.command)
        ? { kind: 'running' }
        : failed(`Error: unknown command "${line.command}" for "app"`);
    },
  };
}

function failed(line: string): ProgramResult {
  return { kind: 'exited', exitCode: 1, log: `${line}\n` };
}

/** Prints lines evenly over a time, and is used for the time. */
function generateLogs({ flags }: CommandLine): ProgramResult {
  const lines = Number(flags.get('log-lines-total') ?? flags.get('t') ?? 0);
  const duration = parseGoDuration(flags.get('run-duration') ?? flags.get('d'));
  if (!(lines > 0)) {
    return failed(`Invalid total number of lines: ${lines}`);
  }
  if (!duration) {
    return failed('Invalid duration: 0s');
  }
  const log = Array.from(
    { length: Math.min(lines, 1_000) },
    (_, id) => `${id} GET /api/v1/namespaces/default/pods/abc 200\n`,
  ).join('');
  return { kind: 'exited', exitCode: 0, log, takesMs: duration };
}
