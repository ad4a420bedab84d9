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
  healthySnapshot,
  specOf,
  withPolicy,
} from './__testUtils__/deployment';
import { whatIf } from './whatIf';

const spec = specOf();
const healthy = healthySnapshot(spec);

describe('whatIf', () => {
  it('changes nothing with the policies that there are', () => {
    expect(whatIf(healthy, spec, healthy.networkPolicies)).toEqual({
      opened: [],
      closed: [],
      truncated: false,
      rows: [],
    });
  });

  it('names the flows and the rows that a removed policy closes', () => {
    const without = withPolicy(healthy, 'key-vault-isolation', () => undefined);
    const { opened, closed, rows } = whatIf(
      healthy,
      spec,
      without.networkPolicies,
    );
    expect(opened).toEqual([]);
    expect(closed).toContainEqual({
      from: { namespace: 'matrix', name: 'synapse-main-0' },
      to: { namespace: 'matrix', name: 'key-vault-0' },
      port: 8000,
      protocol: 'TCP',
    });
    expect(rows.map(({ before }) => before.row.id)).toEqual([
      'F6',
      'F18',
      'F19',
    ]);
    expect(new Set(rows.map(({ after }) => after.outcome))).toEqual(
      new Set(['violated']),
    );
  });

  it('names the flows that a policy beside the others opens', () => {
    const { opened, closed, rows } = whatIf(healthy, spec, [
      ...healthy.networkPolicies,
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { namespace: 'matrix', name: 'debug' },
        spec: {
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
            },
          ],
        },
      },
    ]);
    expect(closed).toEqual([]);
    expect(opened).toContainEqual({
      from: { namespace: 'monitoring', name: 'prometheus-0' },
      to: { namespace: 'matrix', name: 'key-vault-0' },
      port: 8000,
      protocol: 'TCP',
    });
    expect(rows.map(({ before }) => before.row.id)).toEqual(['N9', 'N18']);
  });
});
