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

import { NetworkPolicyPeer } from '../../kubernetes/types';
import {
  found,
  perfectSnapshot,
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { policyShadowed } from './policyShadowed';

describe('policy-shadowed', () => {
  it('names the policies that an allow-all makes pointless', () => {
    const [finding] = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'allow-all', {
        podSelector: {},
        ingress: [{}],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      subject: { name: 'allow-all' },
    });
    expect(finding.title).toContain('allows all ingress');
    expect(finding.cause).toContain('redis-access');
    expect(finding.remedy).toContain('delete networkpolicy allow-all');
  });

  it.each<[string, NetworkPolicyPeer]>([
    ['every pod of every namespace', { namespaceSelector: {} }],
    ['every pod, twice over', { namespaceSelector: {}, podSelector: {} }],
    ['every IPv4 address', { ipBlock: { cidr: '0.0.0.0/0' } }],
  ])('takes %s for everybody', (_, peer) => {
    const [finding] = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'all-in', {
        podSelector: {},
        ingress: [{ from: [peer] }],
      }),
    );
    expect(finding).toMatchObject({ subject: { name: 'all-in' } });
  });

  it.each<[string, NetworkPolicyPeer]>([
    ['every pod of its own namespace', { podSelector: {} }],
    [
      'most addresses',
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    ],
  ])('does not take %s for everybody', (_, peer) => {
    expect(
      found(
        policyShadowed,
        withHandWritten(perfectSnapshot(), 'some-in', {
          podSelector: {},
          ingress: [{ from: [peer] }],
        }),
      ),
    ).toEqual([]);
  });

  it('counts only policies of the same direction and the same pods', () => {
    const [finding] = found(
      policyShadowed,
      withHandWritten(perfectSnapshot(), 'open-redis', {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
        policyTypes: ['Egress'],
        egress: [{}],
      }),
    );
    expect(finding.cause).toContain('redis-access');
    expect(finding.cause).not.toContain('minio-access');
  });

  it('lets rules with peers or ports be', () => {
    expect(
      found(
        policyShadowed,
        withHandWritten(perfectSnapshot(), 'one-port', {
          podSelector: {},
          ingress: [{ ports: [{ port: 9100 }] }],
        }),
      ),
    ).toEqual([]);
    expect(found(policyShadowed, perfectSnapshot())).toEqual([]);
  });
});
