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

import type { KeyObject } from 'node:crypto';
import type { ReadCertificate } from './readCertificates';

/** What is held against each other: never printed but for what is public in certificates. */
export interface TlsMaterial {
  /** In the order of the file: the server's own first, if all is well. */
  chain: readonly ReadCertificate[];
  key: KeyObject;
  /** Authorities that clients trust; undefined where none were given. */
  authorities?: readonly ReadCertificate[];
  /** Names to be covered: host names, and wildcards. */
  names: readonly string[];
  /** What the certificate is for: a server, or an issuer of others. */
  purpose: 'server' | 'issuer';
  now: Date;
}

/** `error`: clients would refuse it, or Kubernetes. `warning`: some would, or soon. */
export interface TlsProblem {
  severity: 'error' | 'warning';
  message: string;
}

/** Looks at one thing; empty when that is as it should be. */
export interface TlsCheck {
  title: string;
  /** Left out for any other purpose. */
  only?: TlsMaterial['purpose'];
  run(material: TlsMaterial): TlsProblem[] | Promise<TlsProblem[]>;
}

export const error = (message: string): TlsProblem => ({
  severity: 'error',
  message,
});

export const warning = (message: string): TlsProblem => ({
  severity: 'warning',
  message,
});
