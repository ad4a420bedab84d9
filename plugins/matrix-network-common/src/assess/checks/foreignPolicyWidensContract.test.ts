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
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { foreignPolicyWidensContract } from './foreignPolicyWidensContract';

describe('foreign-policy-widens-contract', () => {
  it('names the flow that must not work and who wrote the policy', () => {
    const [finding, ...others] = found(
      foreignPolicyWidensContract,
      withHandWritten(
        perfectSnapshot(),
        'debug-vault',
        {
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'key-vault' },
          },
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {
                    matchLabels: {
                      'kubernetes.io/metadata.name': 'monitoring',
                    },
                  },
                },
              ],
              ports: [{ port: 8000 }],
            },
          ],
        },
        'kubectl-client-side-apply',
      ),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'critical',
      subject: { name: 'debug-vault' },
    });
    expect(finding.cause).toContain('key_vault');
    expect(finding.cause).toContain('kubectl-client-side-apply');
    expect(finding.workloads).toContain('key-vault');
  });

  it('lets a policy be that opens nothing the contract forbids', () => {
    expect(
      found(
        foreignPolicyWidensContract,
        withHandWritten(perfectSnapshot(), 'own-exporter', {
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
          ingress: [],
        }),
      ),
    ).toEqual([]);
  });
});
