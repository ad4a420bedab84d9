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

import {
  contractViolated,
  driftedHealth,
  healthyHealth,
  policiesDrifted,
  policiesInForce,
} from '../__testUtils__';
import {
  contractState,
  countPolicies,
  ingressState,
  policiesState,
} from './counts';

describe('counts', () => {
  it('counts the 13 apart from companions and foreign policies', () => {
    expect(countPolicies(policiesInForce, 'core')).toEqual({
      inForce: 13,
      expected: 13,
      missing: 0,
      edited: 0,
      shadowed: 0,
    });
    expect(countPolicies(policiesInForce, 'companion').expected).toBe(1);
  });

  it('says what is missing and edited, as bad as the worst of them', () => {
    expect(policiesState(countPolicies(policiesDrifted, 'core'))).toEqual({
      word: '11 of 13 in force, 1 missing, 1 edited',
      tone: 'bad',
    });
    expect(policiesState(countPolicies(policiesInForce, 'core')).tone).toBe(
      'good',
    );
  });

  it('does not count as in force what another policy makes pointless', () => {
    const [first, ...rest] = policiesInForce;
    const policies = [{ ...first, state: 'shadowed' as const }, ...rest];
    expect(policiesState(countPolicies(policies, 'core'))).toEqual({
      word: '12 of 13 in force, 1 shadowed',
      tone: 'warning',
    });
  });

  it('holds ready replicas against the target, not against what is desired', () => {
    expect(ingressState(driftedHealth.ingress)).toEqual({
      word: '1 of 3 replicas ready',
      tone: 'warning',
    });
    expect(ingressState(healthyHealth.ingress).tone).toBe('good');
    expect(
      ingressState({ ...healthyHealth.ingress, controller: undefined }),
    ).toEqual({ word: 'No ingress controller found', tone: 'bad' });
  });

  it('never counts flows that cannot be judged as holding', () => {
    expect(contractState(contractViolated).word).toBe('1 of 6 flows violated');
    expect(contractState(healthyHealth.contract).word).toBe(
      '5 of 6 flows hold',
    );
  });
});
