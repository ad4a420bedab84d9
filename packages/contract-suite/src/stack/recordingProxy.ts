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

import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Agent, request as send } from 'undici';

/** One request as RBAC sees it. */
export interface Asked {
  verb: string;
  group: string;
  resource: string;
  namespace: string;
  name: string;
}

/** A way to an API server that remembers what was asked, by whom. */
export interface RecordingProxy {
  url: string;
  /** What the user with this token has asked for. */
  asked(token: string): Asked[];
  stop(): Promise<void>;
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** `undefined` for paths of no resource, as discovery's. */
function parse(method: string, path: string): Asked | undefined {
  const match =
    /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(
      path,
    );
  if (!match) {
    return undefined;
  }
  const [, group = '', place = '', resource, name = ''] = match;
  // To the authorizer a Namespace is in itself.
  const namespace = group === '' && resource === 'namespaces' ? name : place;
  const read = name ? 'get' : 'list';
  return {
    verb: verbs[method] ?? read,
    group,
    resource,
    namespace: decodeURIComponent(namespace),
    name: decodeURIComponent(name),
  };
}

/** Passes requests on as they are. A patch that is answered with 201 has asked for `create`, too. */
export async function startRecordingProxy(target: {
  url: string;
  ca: string;
}): Promise<RecordingProxy> {
  const dispatcher = new Agent({ connect: { ca: target.ca } });
  const asked = new Map<string, Asked[]>();
  const server = createServer(async (request, response) => {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', target.url);
    const { host: _, connection: __, ...headers } = request.headers;
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const answer = await send(url, {
      method: method as 'GET',
      dispatcher,
      headers,
      body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    });
    const attributes = parse(method, url.pathname);
    if (attributes) {
      const token = String(headers.authorization).replace('Bearer ', '');
      const known = asked.get(token) ?? [];
      known.push(attributes);
      if (method === 'PATCH' && answer.statusCode === 201) {
        known.push({ ...attributes, verb: 'create' });
      }
      asked.set(token, known);
    }
    response.writeHead(answer.statusCode, {
      'content-type': String(answer.headers['content-type'] ?? ''),
    });
    response.end(Buffer.from(await answer.body.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: token => asked.get(token) ?? [],
    async stop() {
      server.closeAllConnections();
      server.close();
      await dispatcher.close();
    },
  };
}
