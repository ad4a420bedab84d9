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

import { healthOf, specOf } from '../__testUtils__/fakes';
import { digestOf } from './healthDigest';

describe('digestOf', () => {
  it('counts what the fleet page shows', () => {
    const health = healthOf(specOf());
    const [policy] = health.policies;
    const [certificate] = health.certificates;
    const [finding] = health.findings;
    expect(
      digestOf({
        ...health,
        policies: [
          policy,
          { ...policy, state: 'inForce' },
          { ...policy, role: 'foreign', state: 'inForce' },
        ],
        certificates: [
          certificate,
          {
            ...certificate,
            notBefore: '2026-11-25T00:00:00.000Z',
            notAfter: '2026-12-01T00:00:00.000Z',
          },
          { ...certificate, notAfter: undefined },
        ],
        findings: [
          { ...finding, severity: 'info', title: 'by the way' },
          { ...finding, severity: 'warning', title: 'soon' },
        ],
      }),
    ).toEqual({
      status: 'degraded',
      findings: { critical: 0, warning: 1, info: 1 },
      worstFinding: 'soon',
      policiesInForce: 1,
      policiesExpected: 2,
      ingressReady: undefined,
      ingressTarget: 3,
      soonestExpiryAt: '2026-12-01T00:00:00.000Z',
      validities: [
        { notAfter: certificate.notAfter },
        {
          notBefore: '2026-11-25T00:00:00.000Z',
          notAfter: '2026-12-01T00:00:00.000Z',
        },
      ],
    });
  });
});
