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
  anIssuer,
  found,
  perfectSnapshot,
  withoutPolicies,
} from '../__testUtils__/snapshotBuilder';
import { acmeSolverBlockedByPolicy } from './acmeSolverBlockedByPolicy';

describe('acme-solver-blocked-by-policy', () => {
  it('notices solver pods without the label that lets the controller in', () => {
    const [finding] = found(
      acmeSolverBlockedByPolicy,
      perfectSnapshot(undefined, {
        issuers: [anIssuer({ solvers: [{ type: 'http01', podLabels: {} }] })],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'Policies block the HTTP-01 challenges of issuer letsencrypt-prod',
      workloads: ['acme-solver'],
    });
    expect(finding.cause).toContain('no labels of their own');
  });

  it('notices that the policy is missing', () => {
    expect(
      found(
        acmeSolverBlockedByPolicy,
        withoutPolicies(perfectSnapshot(), 'allow-from-ingress'),
      ),
    ).toHaveLength(1);
  });

  it('finds nothing on a perfect cluster, or with DNS-01', () => {
    expect(found(acmeSolverBlockedByPolicy, perfectSnapshot())).toEqual([]);
    expect(
      found(
        acmeSolverBlockedByPolicy,
        perfectSnapshot(undefined, {
          issuers: [anIssuer({ solvers: [{ type: 'dns01', podLabels: {} }] })],
        }),
      ),
    ).toEqual([]);
  });
});
