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

import {
  ProgressEvent,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { readFileSync } from 'node:fs';
import { ClusterClientOptions, createClusterClient } from '../../cluster';
import { applyStack } from '../applyStack';
import { describeObject } from '../describeObject';

/** What the process is told, as JSON in the file that its argument names. */
export interface ApplyAndDie {
  server: ClusterClientOptions;
  stack: Stack;
  /** The object in whose write it dies. */
  victim: string;
  /** Milliseconds from the write's beginning; it dies no later than the answer comes. */
  after: number;
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

const { server, stack, victim, after }: ApplyAndDie = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const client = createClusterClient(server);

const write = client.apply.bind(client);

/** A write of the victim is not lived through. */
client.apply = (object, options) => {
  const answer = write(object, options);
  if (!options.dryRun && describeObject(object) === victim) {
    setTimeout(die, after);
    answer.then(die, die);
  }
  return answer;
};

// Pipes are written at once, so that what has been said is not lost.
const say = (event: ProgressEvent) =>
  process.stdout.write(`${JSON.stringify(event)}\n`);

applyStack({ client, stack, onProgress: say }).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
