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

import { healthOf, specOf } from '../__testUtils__/fakes';
import { checkableHosts, coversHost } from './checkableHosts';

describe('checkableHosts', () => {
  it("are those of the Matrix cluster's own Ingresses and Certificates", () => {
    expect(checkableHosts(specOf(), healthOf(specOf()))).toEqual({
      hosts: ['*.wild.chat-eu.example.org', 'chat-eu.example.org'],
      ports: [443, 30443],
    });
  });

  it('are none before the first poll, and one port with a load balancer', () => {
    const spec = specOf();
    spec.ingress.exposure = 'loadBalancer';
    expect(checkableHosts(spec, undefined)).toEqual({
      hosts: [],
      ports: [443],
    });
  });

  it('leave out what is no host name', () => {
    const health = healthOf(specOf());
    const route = { ...health.ingress.routes[0] };
    const odd = ['*', '', '169.254.169.254', 'localhost', 'a b.example.org'];
    const { hosts } = checkableHosts(specOf(), {
      ...health,
      certificates: [],
      ingress: {
        ...health.ingress,
        routes: odd.map(host => ({ ...route, host })),
      },
    });
    expect(hosts).toEqual([]);
  });
});

describe('coversHost', () => {
  const names = ['chat.example.org', '*.wild.example.org'];

  it.each(['chat.example.org', 'CHAT.example.org', 'a.wild.example.org'])(
    'accepts %p',
    host => expect(coversHost(names, host)).toBe(true),
  );

  it.each([
    'other.example.org',
    'a.b.wild.example.org',
    'wild.example.org',
    '*.wild.example.org',
    'chat.example.org.evil.test',
    'localhost',
  ])('refuses %p', host => expect(coversHost(names, host)).toBe(false));
});
