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

import { certificateNames } from './certificateNames';
import { parseStackSpec } from './parseStackSpec';
import { StackSpecInput } from './StackSpec';
import { validateStackSpec } from './validateStackSpec';

const input = (certificates: StackSpecInput['certificates']) => ({
  name: 'chat-eu',
  kubernetesCluster: 'prod',
  domain: 'chat.example.org',
  targetCcu: 100,
  certificates,
});

it('are those of matrix-tls, where the spec lists none', () => {
  expect(certificateNames(parseStackSpec(input({})))).toEqual([
    'chat.example.org',
    '*.chat.example.org',
  ]);
});

it('are those that the spec lists', () => {
  const hosts = ['matrix.example.org', 'chat.example.org'];
  expect(
    certificateNames(parseStackSpec(input({ management: 'external', hosts }))),
  ).toEqual(hosts);
});

it.each([
  [['https://chat.example.org'], 'certificates.hosts[0]'],
  [['*.chat.example.org'], 'certificates.hosts[0]'],
  [[], 'certificates.hosts'],
])('refuses %j', (hosts, field) => {
  expect(
    validateStackSpec(input({ management: 'external', hosts })).issues,
  ).toMatchObject([{ field }]);
});

it('has no use for hosts where cert-manager makes the certificates', () => {
  expect(
    validateStackSpec(input({ hosts: ['chat.example.org'] })).issues,
  ).toEqual([
    {
      field: 'certificates.hosts',
      message:
        "is not accepted with management 'install', where the Ingresses say what they need; expected management external, or no hosts",
    },
  ]);
});

it('warns of names that are not below the domain', () => {
  const codes = validateStackSpec(
    input({ management: 'external', hosts: ['matrix.example.org'] }),
  ).warnings.map(({ code }) => code);
  expect(codes).toContain('hosts-outside-domain');
});
