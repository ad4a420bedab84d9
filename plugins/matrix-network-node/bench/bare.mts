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

// Sends what it is given and does nothing else: `node bare.mts < requests.json` prints the milliseconds that it took.
import { Agent, request } from 'node:https';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const MAX_TRIES = 1_000;

const requestSchema = z.object({ path: z.string(), body: z.string() });

const runSchema = z.object({
  url: z.string(),
  token: z.string(),
  /** PEM. */
  ca: z.string(),
  /** Requests under way at once. */
  atOnce: z.number(),
  /** What of each goes in side by side. */
  phases: z.array(z.array(requestSchema)),
});

/** One object to apply. */
export type BareRequest = z.infer<typeof requestSchema>;

export type BareRun = z.infer<typeof runSchema>;

const { url, token, ca, atOnce, phases } = runSchema.parse(
  await json(process.stdin),
);
const agent = new Agent({ ca, keepAlive: true, maxSockets: atOnce });

function send({ path, body }: BareRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url + path, {
      agent,
      method: 'PATCH',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/apply-patch+yaml',
        'Content-Length': Buffer.byteLength(body),
      },
    });
    outgoing.on('response', answer => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A kind that has just been made is served a moment later. */
async function sendSurely(each: BareRequest): Promise<void> {
  let status = await send(each);
  for (let again = 0; status === 404 && again < MAX_TRIES; again++) {
    await delay(5);
    status = await send(each);
  }
  if (status >= 300) {
    throw new Error(`${each.path} was answered with ${status}`);
  }
}

const start = performance.now();
for (const phase of phases) {
  await Promise.all(phase.map(sendSurely));
}
process.stdout.write(String(performance.now() - start));
agent.destroy();
