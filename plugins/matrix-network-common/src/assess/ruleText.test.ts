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

import { NetworkPolicyPeer, NetworkPolicyPort } from '../kubernetes/types';
import { peerText, portsText } from './ruleText';

describe('peerText', () => {
  it.each<[string, NetworkPolicyPeer | undefined]>([
    ['everyone', undefined],
    ['all pods of the namespace', { podSelector: {} }],
    [
      'pods with app=web of the namespace',
      { podSelector: { matchLabels: { app: 'web' } } },
    ],
    ['all pods of all namespaces', { namespaceSelector: {} }],
    [
      'pods with app of namespaces with team=a',
      {
        namespaceSelector: { matchLabels: { team: 'a' } },
        podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
      },
    ],
    ['10.0.0.0/8', { ipBlock: { cidr: '10.0.0.0/8', except: [] } }],
    [
      '10.0.0.0/8 without 10.1.0.0/16 and 10.2.0.0/16',
      {
        ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] },
      },
    ],
  ])('%s', (text, peer) => {
    expect(peerText(peer)).toBe(text);
  });
});

describe('portsText', () => {
  it.each<[string, NetworkPolicyPort[] | undefined]>([
    ['every port', undefined],
    ['every port', []],
    ['every UDP port', [{ protocol: 'UDP' }]],
    [
      'TCP 80, TCP http and UDP 30000 to 30100',
      [
        { port: 80 },
        { port: 'http' },
        { protocol: 'UDP', port: 30000, endPort: 30100 },
      ],
    ],
  ])('%s', (text, ports) => {
    expect(portsText(ports)).toBe(text);
  });
});
