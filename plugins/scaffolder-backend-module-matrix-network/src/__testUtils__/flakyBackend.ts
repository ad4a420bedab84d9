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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createServer, Server, ServerResponse } from 'node:http';
import { createApiFor } from '../client/createApiFor';

/** What becomes of one request: an answer, an error, or no answer at all. */
export type Reply = { json: unknown } | { status: number } | 'cut';

const BASE_PATH = '/api/matrix-network';

/** A backend behind a real port, which answers by a list: the last reply again and again. */
export class FlakyBackend {
  readonly requests: string[] = [];
  readonly #server: Server;
  #port = 0;

  private constructor(readonly replies: Reply[]) {
    this.#server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      const [reply] =
        replies.length > 1 ? replies.splice(0, 1) : replies.slice(0, 1);
      answer(response, reply);
    });
  }

  static async start(...replies: Reply[]): Promise<FlakyBackend> {
    const backend = new FlakyBackend(replies);
    await backend.listen();
    return backend;
  }

  /** The actions' way to it, with the client and the `fetch` that they have in a portal. */
  readonly apiFor = createApiFor({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${this.#port}${BASE_PATH}`,
    }),
  });

  /** The same for somebody. */
  api() {
    return this.apiFor({
      getInitiatorCredentials: async () => mockCredentials.user(),
    });
  }

  /** Takes connections: on the same port again, after it was away. */
  async listen(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    this.#port =
      typeof address === 'object' && address ? address.port : this.#port;
  }

  /** Refuses connections, as while it is restarted. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'cut') {
    response.destroy();
  } else if ('json' in reply) {
    writeJson(response, 200, reply.json);
  } else if (reply.status === 502) {
    // It is the gateway that answers, not the backend.
    response.writeHead(502, { 'Content-Type': 'text/html' });
    response.end('<h1>502 Bad Gateway</h1>');
  } else {
    writeJson(response, reply.status, {
      error: { name: 'Error', message: `the answer is ${reply.status}` },
      response: { statusCode: reply.status },
    });
  }
}

function writeJson(
  response: ServerResponse,
  status: number,
  body: unknown,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
