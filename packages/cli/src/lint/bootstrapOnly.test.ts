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
  ContractRowHealth,
  NetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { bootstrapOnly } from './bootstrapOnly';

const policy: NetworkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'postgresql-access', namespace: 'matrix' },
  spec: { podSelector: {} },
};

function rows(...violated: string[]): ContractRowHealth[] {
  return ['F3', 'F26', 'F27', 'F28'].map(row => ({
    row,
    source: 'PostgreSQL (main)',
    destination: 'API server',
    ports: 'TCP 6443',
    expectation: 'mustWork',
    why: `It needs ${row}.`,
    policies: ['postgresql-access'],
    outcome: violated.includes(row) ? 'violated' : 'holds',
    explanation: '',
    sourceWorkloads: [],
    destinationWorkloads: [],
  }));
}

function found(policies: readonly NetworkPolicy[], ...violated: string[]) {
  return bootstrapOnly.run(
    policies.map(each => ({ policy: each })),
    { namespace: 'matrix', contract: rows(...violated), workloads: [] },
  );
}

describe('bootstrapOnly', () => {
  it('names the rows that a failover needs, and why nobody sees it', () => {
    expect(found([policy], 'F26', 'F28')).toEqual([
      expect.objectContaining({
        severity: 'critical',
        subject: {
          kind: 'NetworkPolicy',
          namespace: 'matrix',
          name: 'postgresql-access',
        },
        title:
          'PostgreSQL works until its first failover or restart: F26, F28 are missing',
        cause: expect.stringContaining(
          'F28 (PostgreSQL (main) → API server, TCP 6443: It needs F28)',
        ),
        remedy: expect.stringContaining('postgresql-access'),
      }),
    ]);
  });

  it.each([
    ['one row alone, which is a slip', [policy], ['F27']],
    ['what does not work now either', [policy], ['F3', 'F26', 'F27', 'F28']],
    ['no policies at all', [], ['F26', 'F27']],
    ['all rows that hold', [policy], []],
  ])('has nothing to add to %s', (_, policies, violated) => {
    expect(found(policies, ...violated)).toEqual([]);
  });
});
