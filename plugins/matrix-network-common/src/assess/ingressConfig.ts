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

/**
 * Settings that the specification asks of the ingress controller's ConfigMap,
 * and how a different value is to be taken.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/
 */
export interface ExpectedSetting {
  key: string;
  expected: string;
  /** What the controller does when the key is not set. */
  otherwise: string;
  /** Whether another value serves as well. */
  accepts(value: string): boolean;
  effect: string;
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
};

/** NGINX sizes: `100m`, `1g`; 0 means no limit. */
function bytes(size: string): number {
  const parsed = /^(\d+)([kmg]?)$/i.exec(size.trim());
  if (!parsed) {
    return NaN;
  }
  const value = Number(parsed[1]) * units[parsed[2].toLowerCase()];
  return value === 0 ? Infinity : value;
}

/** NGINX times in seconds, as the controller takes them; a trailing `s` is tolerated. */
function seconds(time: string): number {
  const parsed = /^(\d+)s?$/.exec(time.trim());
  return parsed ? Number(parsed[1]) : NaN;
}

const timeout = (key: string): ExpectedSetting => ({
  key,
  expected: '600',
  otherwise: '60',
  accepts: value => seconds(value) >= 600,
  effect:
    'requests that wait longer, such as /sync and large uploads, are cut off',
});

/** Keys and values that the specification asks for. */
export const expectedSettings: readonly ExpectedSetting[] = [
  {
    key: 'proxy-body-size',
    expected: '100m',
    otherwise: '1m',
    accepts: value => bytes(value) >= bytes('100m'),
    effect: 'larger uploads are refused with 413',
  },
  timeout('proxy-read-timeout'),
  timeout('proxy-send-timeout'),
  {
    key: 'ssl-protocols',
    expected: 'TLSv1.2 TLSv1.3',
    otherwise: 'TLSv1.2 TLSv1.3',
    accepts: value =>
      value
        .trim()
        .split(/\s+/)
        .every(protocol => ['TLSv1.2', 'TLSv1.3'].includes(protocol)),
    effect: 'clients can fall back to an old TLS version',
  },
];

/** Keys that people set and no version of ingress-nginx knows; it ignores them in silence. */
export const unknownSettings: Readonly<Record<string, string>> = {
  'client-max-body-size': 'proxy-body-size is the key that it knows',
  'ssl-prefer-server-ciphers':
    'the order of the server is always preferred, and no key changes that',
};
