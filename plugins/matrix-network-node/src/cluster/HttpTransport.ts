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

import { KubeConfig } from '@kubernetes/client-node';
import {
  IncomingMessage,
  request as httpRequest,
  Agent as HttpAgent,
} from 'node:http';
import {
  Agent as HttpsAgent,
  request as httpsRequest,
  RequestOptions,
} from 'node:https';
import type { LookupFunction } from 'node:net';
import { ClusterConnectionError } from './ClusterConnectionError';
import { TokenCache } from './credentials/TokenCache';
import { orAborted } from './orAborted';
import { Transport, TransportRequest, TransportResponse } from './Transport';

/** @public */
export interface HttpTransportOptions {
  /** Milliseconds that one request may take in all. Default 45,000: webhooks may take 30 s. */
  timeout?: number;
  /** Bytes that one response may have. Default 64 MiB. */
  maxResponseBytes?: number;
}

/** What a kubeconfig does not say of a connection. */
export interface HttpConnection {
  /** Bearer tokens of an identity service. */
  tokens?: TokenCache;
  /** In place of that of Node.js. */
  lookup?: LookupFunction;
}

const MAX_SOCKETS = 16;

/**
 * HTTP(S) with the credentials and TLS settings of a KubeConfig's current
 * context. Only those are taken from `@kubernetes/client-node`: its serialiser
 * would drop fields that its models do not know.
 */
export class HttpTransport implements Transport {
  readonly #kubeConfig: KubeConfig;
  readonly #server: URL;
  readonly #timeout: number;
  readonly #maxResponseBytes: number;
  readonly #tokens: TokenCache | undefined;
  readonly #lookup: LookupFunction | undefined;
  readonly #agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
  };

  constructor(
    kubeConfig: KubeConfig,
    options: HttpTransportOptions & HttpConnection = {},
  ) {
    const cluster = kubeConfig.getCurrentCluster();
    if (!cluster) {
      throw new Error('The kubeconfig names no current cluster');
    }
    this.#kubeConfig = kubeConfig;
    this.#server = new URL(cluster.server);
    this.#timeout = options.timeout ?? 45_000;
    this.#maxResponseBytes = options.maxResponseBytes ?? 64 * 1024 * 1024;
    this.#tokens = options.tokens;
    this.#lookup = options.lookup;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const signals = [AbortSignal.timeout(this.#timeout)];
    if (request.signal) {
      signals.push(request.signal);
    }
    const signal = AbortSignal.any(signals);
    const { response, token } = await this.#attempt(request, signal);
    const again =
      response.statusCode === 401 &&
      token !== undefined &&
      this.#tokens?.refuse(token);
    return again ? (await this.#attempt(request, signal)).response : response;
  }

  async #attempt(request: TransportRequest, signal: AbortSignal) {
    const { token, ...credentials } = await this.#signIn(request, signal);
    const options = this.#requestOptions(request, credentials);
    const response = await this.#exchange(request, options, signal, true);
    return { response, token };
  }

  #requestOptions(
    request: TransportRequest,
    credentials: RequestOptions,
  ): RequestOptions {
    const options: RequestOptions = { ...credentials, lookup: this.#lookup };
    const isHttp = this.#server.protocol === 'http:';
    const viaProxy = Boolean(this.#kubeConfig.getCurrentCluster()?.proxyUrl);
    if (!viaProxy) {
      options.agent = isHttp ? this.#agents.http : this.#agents.https;
    }
    options.method = request.method;
    options.headers = {
      ...withoutLineEnds(options.headers),
      Accept: request.accept ?? 'application/json',
      'User-Agent': 'matrix-network',
      ...(request.contentType && { 'Content-Type': request.contentType }),
      // Node.js frames the body of a DELETE by itself neither way.
      'Content-Length': Buffer.byteLength(request.body ?? ''),
    };
    return options;
  }

  /** Credentials may come from a program, a file or a service, which may fail as a connection does, or never answer. */
  async #signIn(
    request: TransportRequest,
    signal: AbortSignal,
  ): Promise<RequestOptions & { token?: string }> {
    const options: RequestOptions = {};
    try {
      await orAborted(this.#kubeConfig.applyToHTTPSOptions(options), signal);
      const token = await this.#tokens?.get(signal);
      return token === undefined
        ? options
        : { ...options, headers: { Authorization: `Bearer ${token}` }, token };
    } catch (error) {
      request.signal?.throwIfAborted();
      const { origin } = this.#server;
      if (signal.aborted) {
        throw new ClusterConnectionError(
          `The credentials for ${origin} did not come within ${
            this.#timeout / 1000
          } s`,
          { code: 'ETIMEDOUT' },
        );
      }
      const why = error instanceof Error ? error.message : String(error);
      // Without its cause: an error of a library may carry what it sent.
      throw new ClusterConnectionError(
        `Could not get the credentials for ${origin}: ${why.slice(0, 500)}`,
        { code: codeOf(error) },
      );
    }
  }

  #exchange(
    request: TransportRequest,
    options: RequestOptions,
    signal: AbortSignal,
    retryReset: boolean,
  ): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      const basePath = this.#server.pathname.replace(/\/$/, '');
      const url = new URL(basePath + request.path, this.#server);
      const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
      const outgoing = send(url, { ...options, signal });
      const fail = (error: Error) => {
        outgoing.destroy();
        // The server may close a kept-alive connection just as it is used again.
        const reset = 'code' in error && error.code === 'ECONNRESET';
        if (reset && outgoing.reusedSocket && retryReset) {
          this.#exchange(request, options, signal, false).then(resolve, reject);
        } else {
          reject(this.#connectionError(error, request));
        }
      };
      outgoing.on('response', response => {
        this.#read(response).then(resolve, fail);
      });
      outgoing.on('error', fail);
      outgoing.end(request.body);
    });
  }

  async #read(response: IncomingMessage): Promise<TransportResponse> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response) {
      size += chunk.length;
      if (size > this.#maxResponseBytes) {
        throw new ClusterConnectionError(
          `The response is larger than ${this.#maxResponseBytes} bytes`,
          { code: 'ERR_RESPONSE_TOO_LARGE' },
        );
      }
      chunks.push(chunk);
    }
    const retryAfter = Number(response.headers['retry-after']);
    return {
      statusCode: response.statusCode ?? 0,
      body: Buffer.concat(chunks).toString('utf8'),
      retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
    };
  }

  #connectionError(error: Error, request: TransportRequest): Error {
    if (request.signal?.aborted || error instanceof ClusterConnectionError) {
      return error;
    }
    const { origin } = this.#server;
    if (error.name === 'AbortError' || error.name === 'TimeoutError') {
      return new ClusterConnectionError(
        `${origin} did not answer within ${this.#timeout / 1000} s`,
        { code: 'ETIMEDOUT' },
      );
    }
    return new ClusterConnectionError(`Could not reach ${origin}`, {
      code: codeOf(error),
      cause: error,
    });
  }
}

/** A token's file may end with one, as what kubectl prints does. */
function withoutLineEnds(headers: RequestOptions['headers']) {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.trim() : value,
    ]),
  );
}

/** As Node.js names it. */
function codeOf(error: unknown): string {
  return typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string'
    ? error.code
    : 'UNKNOWN';
}
