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

// A server that seems to be far away: `node distance.mts https://127.0.0.1:6443 10` prints its address.
import { connect, createServer, Socket } from 'node:net';

const target = new URL(process.argv[2]);
const oneWayMs = Number(process.argv[3]);

function pass(from: Socket, to: Socket): void {
  from.setNoDelay(true);
  from.on('data', bytes => setTimeout(() => to.write(bytes), oneWayMs));
  from.on('end', () => setTimeout(() => to.end(), oneWayMs));
  from.on('error', () => to.destroy());
}

const server = createServer(incoming => {
  const outgoing = connect(Number(target.port), target.hostname);
  pass(incoming, outgoing);
  pass(outgoing, incoming);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') {
    process.stdout.write(`https://127.0.0.1:${address.port}`);
  }
});
