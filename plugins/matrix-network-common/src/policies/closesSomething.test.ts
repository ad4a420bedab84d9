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
import { NetworkPolicySpec } from '../kubernetes/types';
import { bridgePolicy } from './bridgePolicy';
import { closesSomething } from './closesSomething';
import { renderPolicies } from './renderPolicies';
import { facts, specWith } from './__testUtils__/specs';

const closes = (rest: Partial<NetworkPolicySpec>) =>
  closesSomething({ spec: { podSelector: {}, ...rest } });

describe('closesSomething', () => {
  it('is true of every policy of the stack, and not of the bridge', () => {
    const rendered = renderPolicies(specWith(), facts);
    expect(rendered.filter(policy => !closesSomething(policy))).toEqual([]);
    expect(closesSomething(bridgePolicy('chat-eu', 'matrix'))).toBe(false);
  });

  it('is true where one direction is open and the other is not', () => {
    expect(closes({ policyTypes: ['Ingress', 'Egress'], ingress: [{}] })).toBe(
      true,
    );
    expect(closes({ policyTypes: ['Ingress'], ingress: [{}] })).toBe(false);
    expect(closes({ policyTypes: ['Egress'], ingress: [{}] })).toBe(true);
    expect(closes({ ingress: [{}], egress: [{ to: [] }] })).toBe(false);
  });

  it('takes nothing for everything that names a peer or a port', () => {
    expect(closes({})).toBe(true);
    expect(closes({ ingress: [{ ports: [{ port: 1 }] }] })).toBe(true);
    expect(closes({ ingress: [{ from: [{ podSelector: {} }] }] })).toBe(true);
    expect(
      closes({ ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }),
    ).toBe(true);
    expect(closes({ ingress: [{ from: [], ports: [] }] })).toBe(false);
    expect(closes({ ingress: [{ ports: [{ port: 1 }] }, {}] })).toBe(false);
  });
});
