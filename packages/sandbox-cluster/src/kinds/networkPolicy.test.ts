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

import { JsonObject } from '../schema/json';
import { networkPolicyRules } from './networkPolicy';

const problemsOf = (spec: JsonObject) =>
  (
    networkPolicyRules.validate?.(
      { metadata: { name: 'p' }, spec },
      undefined,
    ) ?? []
  ).map(({ field, message }) => `${field}: ${message}`);
const ports = (...all: JsonObject[]) =>
  problemsOf({ podSelector: {}, ingress: [{ ports: all }] });
const to = (...all: JsonObject[]) =>
  problemsOf({ podSelector: {}, egress: [{ to: all }] });

describe('NetworkPolicy', () => {
  it('is of both types when it has egress rules', () => {
    const policy = { spec: { egress: [{}] } };
    networkPolicyRules.applyDefaults?.(policy);
    expect(policy.spec).toEqual({
      podSelector: {},
      egress: [{}],
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it.each([
    [
      { port: 0 },
      'port: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      { port: 80, endPort: 70 },
      'endPort: Invalid value: 80: must be greater than or equal to `port`',
    ],
    [
      { port: 'http', endPort: 70 },
      'endPort: Invalid value: 70: may not be specified when `port` is non-numeric',
    ],
    [
      { endPort: 70 },
      'endPort: Invalid value: 70: may not be specified when `port` is not specified',
    ],
    [
      { port: 80, protocol: 'tcp' },
      'protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"',
    ],
  ])('refuses the port %j', (port, message) => {
    expect(ports(port)).toEqual([`spec.ingress[0].ports[0].${message}`]);
  });

  it.each([
    [{}, ': Required value: must specify a peer'],
    [
      { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} },
      ': Forbidden: may not specify both ipBlock and another peer',
    ],
    [
      { ipBlock: { cidr: '10.0.0.1/40' } },
      '.ipBlock.cidr: Invalid value: "10.0.0.1/40": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      { ipBlock: { cidr: '10.0.0.1/8' } },
      '.ipBlock.cidr: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length',
    ],
    [
      { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } },
      '.ipBlock.except[0]: Invalid value: "11.0.0.0/8": must be a strict subset of `cidr`',
    ],
    [
      {
        podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] },
      },
      ".podSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
  ])('refuses the peer %j', (peer, message) => {
    expect(to(peer)).toEqual([`spec.egress[0].to[0]${message}`]);
  });

  it('takes ranges, names, CIDRs of both families', () => {
    expect(ports({ port: 80, endPort: 90 }, { port: 'http' }, {})).toEqual([]);
    expect(
      to(
        { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
        {
          ipBlock: { cidr: '2001:db8::/32' },
        },
      ),
    ).toEqual([]);
  });
});
