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

import dgram from 'node:dgram';
import dns from 'node:dns';
import { isIP, Socket } from 'node:net';

const loopback = /^(127\.|::1$|::ffff:127\.|localhost$)/;

function isLoopback(host: unknown): boolean {
  return (
    host === undefined ||
    host === null ||
    (typeof host === 'string' && loopback.test(host))
  );
}

/** Where a call of `socket.connect` leads: an address, a name, or undefined for this machine. */
function destinationOf(args: readonly unknown[]): unknown {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    return 'host' in first ? first.host : undefined;
  }
  return typeof second === 'string' ? second : undefined;
}

type Restore = () => void;

/**
 * Refuses whatever this process would send to anywhere but itself, and remembers
 * it: connections, look-ups of names and datagrams. Node's own `fetch`, undici,
 * `http` and `tls` all go through these.
 */
export class OutboundGuard {
  /** What was tried, such as `connect example.org`. */
  readonly tried: string[] = [];
  readonly #restores: Restore[] = [];

  constructor() {
    this.#guardConnections();
    this.#guardDatagrams();
    this.#guardLookups(dns);
    this.#guardLookups(dns.promises);
    this.#guardLookups(dns.Resolver.prototype);
    this.#guardLookups(dns.promises.Resolver.prototype);
  }

  /** Puts everything back as it was. */
  remove(): void {
    this.#restores.splice(0).forEach(restore => restore());
  }

  #refuse(what: string): Error {
    this.tried.push(what);
    return Object.assign(new Error(`outbound: ${what} was refused`), {
      code: 'ECONNREFUSED',
    });
  }

  #replace<T extends object>(target: T, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, {
      value,
      configurable: true,
      writable: true,
    });
    this.#restores.push(() => {
      if (before) {
        Object.defineProperty(target, name, before);
      } else {
        Reflect.deleteProperty(target, name);
      }
    });
  }

  #guardConnections(): void {
    const connect = Socket.prototype.connect;
    const refuse = (what: string) => this.#refuse(what);
    this.#replace(
      Socket.prototype,
      'connect',
      function guarded(this: Socket, ...args: unknown[]) {
        const host = destinationOf(args);
        if (isLoopback(host)) {
          return Reflect.apply(connect, this, args);
        }
        // Later, as a real refusal comes: by then somebody listens for it.
        const error = refuse(`connect ${host}`);
        process.nextTick(() => this.destroy(error));
        return this;
      },
    );
  }

  #guardDatagrams(): void {
    for (const name of ['send', 'connect'] as const) {
      const original = dgram.Socket.prototype[name];
      const refuse = (what: string) => this.#refuse(what);
      this.#replace(
        dgram.Socket.prototype,
        name,
        function guarded(this: dgram.Socket, ...args: unknown[]) {
          const host = args.find(
            arg => typeof arg === 'string' && (isIP(arg) || arg.includes('.')),
          );
          if (isLoopback(host)) {
            return Reflect.apply(original, this, args);
          }
          throw refuse(`${name} to ${host}`);
        },
      );
    }
  }

  /** Every function that looks up or resolves; with a callback, or with a promise. */
  #guardLookups(target: object): void {
    for (const name of Object.getOwnPropertyNames(target)) {
      const original: unknown = Reflect.get(target, name);
      if (
        typeof original === 'function' &&
        /^(lookup|resolve|reverse)/.test(name)
      ) {
        this.#replace(target, name, this.#guardedLookup(name, original));
      }
    }
  }

  #guardedLookup(name: string, original: Function): unknown {
    const refuse = (what: string) => this.#refuse(what);
    return function guarded(this: unknown, ...args: unknown[]) {
      const [host] = args;
      if (isLoopback(host) || (typeof host === 'string' && isIP(host))) {
        return Reflect.apply(original, this, args);
      }
      const error = refuse(`${name} ${host}`);
      const callback = args[args.length - 1];
      return typeof callback === 'function'
        ? process.nextTick(() => callback(error))
        : Promise.reject(error);
    };
  }
}
