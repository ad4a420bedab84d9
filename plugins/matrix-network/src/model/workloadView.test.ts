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

import { driftedHealth } from '../__testUtils__';
import { workloadView } from './workloadView';

describe('workloadView', () => {
  it('picks the policies that select the workload, and a missing one that was meant for it', () => {
    const names = workloadView(driftedHealth, 'key-vault').policies.map(
      policy => policy.name,
    );
    expect(names).toContain('default-deny-all');
    expect(names).toContain('key-vault-isolation');
    expect(names).not.toContain('redis-access');
  });

  it('splits flows by direction, violated ones first', () => {
    const { inbound, outbound } = workloadView(driftedHealth, 'synapse-main');
    expect(inbound.map(row => row.row)).toEqual(['F14']);
    expect(outbound.map(row => row.row)).toEqual(['F6', 'F3', 'F4', 'F9']);
  });

  it('keeps findings of the whole Matrix cluster apart', () => {
    const view = workloadView(driftedHealth, 'redis');
    expect(view.findings.map(finding => finding.code)).toEqual([
      'policy-edited',
    ]);
    expect(view.clusterFindings.map(finding => finding.code)).toEqual([
      'ingress-under-target',
    ]);
  });

  it('picks routes and certificates', () => {
    const view = workloadView(driftedHealth, 'element-web');
    expect(view.routes.map(route => route.ingress)).toEqual(['element']);
    expect(view.certificates.map(({ name }) => name)).toEqual([
      'chat-tls',
      'element-tls',
    ]);
  });

  it('is empty for a workload that nothing is known of', () => {
    const view = workloadView(driftedHealth, 'no-such-workload');
    expect(view.workload).toBeUndefined();
    expect(view.policies).toEqual([]);
    expect(view.findings).toEqual([]);
  });
});
