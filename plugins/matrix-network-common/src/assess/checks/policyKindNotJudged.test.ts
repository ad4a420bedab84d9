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
  found,
  perfectSnapshot,
  unread,
} from '../__testUtils__/snapshotBuilder';
import { policyKindNotJudged } from './policyKindNotJudged';

describe('policy-kind-not-judged', () => {
  const snapshot = perfectSnapshot(undefined, {
    pluginPolicies: [
      {
        apiVersion: 'crd.projectcalico.org/v1',
        kind: 'GlobalNetworkPolicy',
        name: 'allow-all',
      },
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        namespace: 'matrix',
        name: 'debug',
      },
    ],
  });

  it('names policies that no verdict knows of', () => {
    expect(found(policyKindNotJudged, snapshot)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        subject: { kind: 'GlobalNetworkPolicy', name: 'allow-all' },
        title:
          '2 policies of kind GlobalNetworkPolicy and CiliumNetworkPolicy may decide otherwise than verdicts say',
        cause: expect.stringContaining(
          'GlobalNetworkPolicy allow-all and CiliumNetworkPolicy matrix/debug',
        ),
      }),
    ]);
  });

  it('finds nothing where there are none, and says nothing unread', () => {
    expect(found(policyKindNotJudged, perfectSnapshot())).toEqual([]);
    expect(
      found(policyKindNotJudged, unread(snapshot, 'pluginPolicies')),
    ).toEqual([]);
  });
});
