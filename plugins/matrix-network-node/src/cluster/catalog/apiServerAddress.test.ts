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

import { lookup } from 'node:dns/promises';
import { promisify } from 'node:util';
import { checkApiServerAddress, publicLookup } from './apiServerAddress';

it.each([
  ['https://kubernetes.example.net:6443', []],
  ['https://192.88.100.1', []],
  ['https://[2606:4700::1]:6443', []],
  ['https://10.0.0.1', ['10.0.0.1']],
  ['http://127.0.0.1:8001', ['127.0.0.1']],
  ['https://api.prod.internal', ['*.internal']],
  ['http://internal', ['*.Internal']],
])('accepts %s where %j may be private', (address, allowed) => {
  expect(() => checkApiServerAddress(address, allowed)).not.toThrow();
});

it.each([
  ['http://kubernetes.example.net', [], 'accepted: https, or a host that'],
  ['ftp://10.0.0.1', ['10.0.0.2'], 'accepted: https'],
  ['https://10.0.0.1', [], 'accepted: a public address, or a host that'],
  ['https://169.254.169.254', [], 'accepted: a public address'],
  ['https://[::1]:6443', [], 'accepted: a public address'],
  ['https://[::ffff:10.0.0.1]', [], 'accepted: a public address'],
  ['https://2130706433', [], 'accepted: a public address'],
  ['http://xinternal', ['*.internal'], 'accepted: https'],
  ['https://user:secret@example.net', [], 'has credentials in it'],
  ['https://user:secret@10.0.0.1', ['10.0.0.1'], 'has credentials in it'],
  ['kubernetes.example.net', [], "'kubernetes.example.net' is no URL"],
])('refuses %s where %j may be private', (address, allowed, message) => {
  let thrown: unknown;
  try {
    checkApiServerAddress(address, allowed);
  } catch (error) {
    thrown = error;
  }

  expect(String(thrown)).toContain(message);
  expect(String(thrown)).not.toContain('secret');
});

describe('publicLookup', () => {
  const lookUp = (allowed: string[]) => promisify(publicLookup(allowed));

  it.each([{}, { all: true }])(
    'refuses a name that leads to this machine: %j',
    async options => {
      await expect(lookUp([])('localhost', options)).rejects.toMatchObject({
        name: 'ClusterConnectionError',
        code: 'ERR_ADDRESS_NOT_PUBLIC',
        message: expect.stringMatching(/^localhost leads to (127\.|::1)/),
      });
    },
  );

  it('looks it up where it is allowed', async () => {
    const { address } = await lookup('localhost');

    expect(await lookUp(['localhost'])('localhost', {})).toBe(address);
  });
});
