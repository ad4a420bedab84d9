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

import { diffFlows } from './diffFlows';
import { compilePolicies } from './PolicyEngine';
import { pod, policy } from './__testUtils__/fixtures';
import { Flow } from './types';

const pods = [
  pod(
    'shop',
    'db',
    { app: 'db' },
    { ips: ['10.1.0.1'], ports: [{ port: 5432, protocol: 'TCP' }] },
  ),
  pod('shop', 'web', { app: 'web' }, { ips: ['10.1.0.2'] }),
  pod('mail', 'web', { app: 'web' }, { ips: ['10.2.0.1'] }),
];
const engineOf = (...policies: ReturnType<typeof policy>[]) =>
  compilePolicies({ namespaces: [], pods, policies });

const onDb = (from: object[]) =>
  policy('shop', 'p', {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from, ports: [{ port: 5432 }] }],
  });
const web = { podSelector: { matchLabels: { app: 'web' } } };

function texts(flows: readonly Flow[]): string[] {
  const end = (one: Flow['from']) =>
    'ip' in one ? one.ip : `${one.namespace}/${one.name}`;
  return flows
    .map(
      ({ from, to, port, protocol }) =>
        `${end(from)} > ${end(to)} ${protocol} ${port}`,
    )
    .sort();
}

describe('diffFlows', () => {
  it('names flows that a wider peer opens, and none that stay', () => {
    const diff = diffFlows(
      engineOf(onDb([web])),
      engineOf(onDb([{ ...web, namespaceSelector: {} }])),
    );
    expect(texts(diff.opened)).toEqual(['mail/web > shop/db TCP 5432']);
    expect(diff.closed).toEqual([]);
    expect(diff.truncated).toBe(false);
  });

  it('names flows that close, the other way round', () => {
    const diff = diffFlows(
      engineOf(onDb([{ ...web, namespaceSelector: {} }])),
      engineOf(onDb([web])),
    );
    expect(texts(diff.closed)).toEqual(['mail/web > shop/db TCP 5432']);
    expect(diff.opened).toEqual([]);
  });

  it('finds an address block that opens, by its first address', () => {
    const narrow = onDb([
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          except: ['10.0.0.0/8', '192.168.0.0/16'],
        },
      },
    ]);
    const wide = onDb([
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    ]);
    expect(texts(diffFlows(engineOf(narrow), engineOf(wide)).opened)).toEqual([
      '192.168.0.0 > shop/db TCP 5432',
    ]);
  });

  it('finds ports that no pod declares', () => {
    const diff = diffFlows(
      engineOf(policy('shop', 'p', { ingress: [] })),
      engineOf(
        policy('shop', 'p', {
          ingress: [{ from: [web], ports: [{ port: 22 }] }],
        }),
      ),
    );
    expect(texts(diff.opened)).toEqual(['shop/web > shop/db TCP 22']);
  });

  it('keeps to a namespace and to the limit, and says so', () => {
    const closed = [policy('shop', 'p', {}), policy('mail', 'p', {})];
    const diff = diffFlows(engineOf(...closed), engineOf(), {
      namespace: 'mail',
      addresses: [],
      ports: [{ port: 80, protocol: 'TCP' }],
      limit: 1,
    });
    expect(diff).toMatchObject({
      truncated: true,
      opened: [expect.anything()],
    });
    const all = diffFlows(engineOf(...closed), engineOf(), {
      namespace: 'mail',
      addresses: [],
      ports: [{ port: 80, protocol: 'TCP' }],
    });
    expect(texts(all.opened)).toEqual([
      'mail/web > shop/db TCP 5432',
      'mail/web > shop/db TCP 80',
      'mail/web > shop/web TCP 80',
      'shop/db > mail/web TCP 80',
      'shop/web > mail/web TCP 80',
    ]);
  });
});
