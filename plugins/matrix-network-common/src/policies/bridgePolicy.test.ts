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
import { compilePolicies } from '../policy';
import { renderPolicies } from './renderPolicies';
import { fleetOf } from './__testUtils__/fleet';
import { facts, specWith } from './__testUtils__/specs';
import {
  BRIDGE_POLICY,
  bridgePolicy,
  isBridgePolicy,
  whyNotBridgeOf,
} from './bridgePolicy';
import { policyDefinitions } from './renderPolicies';

const spec = specWith();
const bridge = bridgePolicy(spec.name, spec.namespace);

describe('the bridge', () => {
  it('leaves every flow open, whichever of the stack are beside it', () => {
    const { pods, namespaces } = fleetOf(spec, facts);
    const rendered = renderPolicies(spec, facts);
    const own = pods.filter(
      ({ namespace, hostNetwork }) =>
        namespace === spec.namespace && !hostNetwork,
    );
    for (const policies of [rendered.slice(0, 1), rendered]) {
      const engine = compilePolicies({
        pods,
        namespaces,
        policies: [...policies, bridge],
      });
      const verdicts = own.flatMap(from =>
        [...own, { ip: '198.51.100.7' }].map(
          to =>
            engine.evaluate({
              from,
              to,
              port: 5432,
              protocol: 'TCP',
            }).outcome,
        ),
      );
      expect(new Set(verdicts)).toEqual(new Set(['allowed']));
    }
  });

  it('says whose it is, what for, and that it goes', () => {
    expect(bridge.metadata).toMatchObject({
      name: BRIDGE_POLICY,
      namespace: 'matrix',
      labels: {
        'matrix-network.io/matrix-cluster': 'chat-eu',
        'matrix-network.io/policy-role': 'bridge',
      },
      annotations: {
        'matrix-network.io/purpose': expect.stringMatching(
          /^Temporary: .*goes after the last of them.*apply the stack again/,
        ),
      },
    });
  });

  it('is of the Matrix cluster whose label it carries', () => {
    expect(whyNotBridgeOf(bridge, spec.name)).toBeUndefined();
    expect(whyNotBridgeOf(bridge, 'chat-us')).toBe(
      `it carries the label of Matrix cluster ${spec.name}`,
    );
  });

  it('is none of the stack, and told from one that somebody has named so', () => {
    expect(policyDefinitions.map(({ name }) => name)).not.toContain(
      BRIDGE_POLICY,
    );
    expect(isBridgePolicy(bridge)).toBe(true);
    expect(isBridgePolicy({ metadata: { name: BRIDGE_POLICY } })).toBe(false);
    expect(renderPolicies(spec, facts).some(isBridgePolicy)).toBe(false);
  });
});
