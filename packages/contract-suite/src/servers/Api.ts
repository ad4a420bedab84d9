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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Agent, request as send } from 'undici';

/** What an API server answered, as it is. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
}

export interface ApiOptions {
  url: string;
  token: string;
  /** PEM; left out for plain HTTP. */
  ca?: string;
}

type Query = Record<string, string | number | boolean | undefined>;

function withQuery(path: string, query: Query): string {
  const entries = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return entries.length > 0 ? `${path}?${new URLSearchParams(entries)}` : path;
}

/** Requests to one API server as one user, with nothing between: neither client nor schema. */
export class Api {
  readonly #options: ApiOptions;
  readonly #dispatcher: Agent;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#dispatcher = new Agent({
      connect: options.ca ? { ca: options.ca } : {},
    });
  }

  async request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options: {
      body?: unknown;
      contentType?: string;
      accept?: string;
      query?: Query;
      /** Ends the connection. */
      signal?: AbortSignal;
    } = {},
  ): Promise<Answer> {
    const { body, contentType = 'application/json', accept, query } = options;
    const answer = await send(
      new URL(withQuery(path, query ?? {}), this.#options.url),
      {
        method,
        dispatcher: this.#dispatcher,
        headers: {
          authorization: `Bearer ${this.#options.token}`,
          accept: accept ?? 'application/json',
          'user-agent': 'contract-suite',
          ...(body === undefined ? {} : { 'content-type': contentType }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: options.signal,
      },
    );
    const text = await answer.body.text();
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: parsed(text),
    };
  }

  get(path: string, query?: Query, accept?: string): Promise<Answer> {
    return this.request('GET', path, { query, accept });
  }

  /** `POST` to a collection. */
  create(path: string, body: unknown, query?: Query): Promise<Answer> {
    return this.request('POST', path, { body, query });
  }

  /** Server-side apply, as the product asks for it. */
  apply(
    path: string,
    body: object,
    options: {
      manager?: string;
      force?: boolean;
      dryRun?: boolean;
      validation?: 'Strict' | 'Warn' | 'Ignore';
    } = {},
  ): Promise<Answer> {
    const { manager = 'contract', force, dryRun, validation } = options;
    return this.request('PATCH', path, {
      body,
      contentType: 'application/apply-patch+yaml',
      query: {
        fieldManager: manager,
        force,
        dryRun: dryRun ? 'All' : undefined,
        fieldValidation: validation ?? 'Ignore',
      },
    });
  }

  /** A JSON merge patch, as `kubectl patch --type=merge` sends it. */
  merge(path: string, body: object, manager = 'kubectl-patch') {
    return this.request('PATCH', path, {
      body,
      contentType: 'application/merge-patch+json',
      query: { fieldManager: manager },
    });
  }

  delete(path: string, options?: object, query?: Query): Promise<Answer> {
    return this.request('DELETE', path, {
      body: options && {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        ...options,
      },
      query,
    });
  }

  /** The lines of a watch, until the server ends it or the signal fires. */
  async *watch(
    path: string,
    query: Query,
    signal: AbortSignal,
  ): AsyncGenerator<{ type: string; object: KubernetesObject }> {
    const answer = await send(
      new URL(withQuery(path, { ...query, watch: true }), this.#options.url),
      {
        dispatcher: this.#dispatcher,
        headers: { authorization: `Bearer ${this.#options.token}` },
        signal,
      },
    );
    let rest = '';
    for await (const chunk of answer.body) {
      rest += String(chunk);
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        yield JSON.parse(line);
      }
    }
  }

  close(): Promise<void> {
    return this.#dispatcher.destroy();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
