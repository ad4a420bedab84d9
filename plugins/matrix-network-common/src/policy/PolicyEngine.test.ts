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

import { compilePolicies } from './PolicyEngine';
import { from, judge, onDb } from './__testUtils__/documentation';
import { pod, policy } from './__testUtils__/fixtures';
import { FlowEndpoint } from './types';

describe('the explanation of a verdict', () => {
  it('names policy, rule, peer and port that allow', () => {
    const verdict = judge(
      [
        from({ ipBlock: { cidr: '1.0.0.0/8' } }, { podSelector: {} }),
        policy('shop', 'open', { ingress: [{}] }),
      ],
      'shop/web',
      'shop/db',
    );
    expect(verdict.ingress).toEqual({
      outcome: 'allowed',
      by: [
        {
          policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' },
          ruleIndex: 0,
          peerIndex: 1,
          portIndex: undefined,
          path: 'spec.ingress[0].from[1]',
        },
        {
          policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'open' },
          ruleIndex: 0,
          peerIndex: undefined,
          portIndex: undefined,
          path: 'spec.ingress[0]',
        },
      ],
    });
    expect(verdict.egress).toEqual({
      outcome: 'notIsolated',
      reason: 'noPolicySelects',
    });
    expect(verdict.sentence).toBe(
      'Allowed on TCP 5432: no policy isolates the source for egress; p spec.ingress[0].from[1] (and 1 more) allows ingress.',
    );
  });

  it('says who isolates the pod and that no rule admits the other end', () => {
    const verdict = judge(
      [
        onDb({
          ingress: [
            {
              from: [{ podSelector: { matchLabels: { app: 'web' } } }],
              ports: [{ port: 5432 }],
            },
          ],
        }),
      ],
      'shop/bare',
      'shop/db',
    );
    expect(verdict.ingress).toEqual({
      outcome: 'denied',
      by: [
        {
          policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' },
          rules: [{ path: 'spec.ingress[0]', mismatch: 'peer' }],
        },
      ],
    });
    expect(verdict.sentence).toBe(
      'Denied: p selects the destination for ingress and none of its 1 rule admits a pod without labels on TCP 5432.',
    );
  });

  it('never guesses for a policy that the API server would refuse', () => {
    const invalid = onDb({ ingress: [{ ports: [{ port: 70000 }] }] });
    const verdict = judge([invalid], 'shop/web', 'shop/db');
    expect(verdict.outcome).toBe('undefined');
    expect(verdict.sentence).toContain('spec.ingress[0].ports[0].port');
  });
});

describe('ends of a flow', () => {
  it('refuses unknown pods, ended pods and what is no address', () => {
    const engine = compilePolicies({
      namespaces: [],
      policies: [],
      pods: [pod('a', 'done', {}, { phase: 'Succeeded' }), pod('a', 'x')],
    });
    const to = { namespace: 'a', name: 'x' };
    const ask = (source: FlowEndpoint) => () =>
      engine.evaluate({ from: source, to, port: 1, protocol: 'TCP' });
    expect(ask({ namespace: 'a', name: 'no' })).toThrow('no pod a/no');
    expect(ask({ namespace: 'a', name: 'done' })).toThrow('has ended');
    expect(ask({ ip: '300.1.1.1' })).toThrow(
      '"300.1.1.1" is not an IP address',
    );
    expect(engine.pods.map(({ name }) => name)).toEqual(['x']);
  });
});
