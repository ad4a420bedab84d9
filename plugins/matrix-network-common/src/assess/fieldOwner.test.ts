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

import { fieldOwner } from './fieldOwner';

const entry = (manager: string, time: string, ...fields: string[]) => ({
  manager,
  time,
  fieldsV1: {
    'f:spec': Object.fromEntries(fields.map(field => [`f:${field}`, {}])),
  },
});

describe('fieldOwner', () => {
  const managed = [
    entry('matrix-network', '2026-11-20T00:00:00Z', 'podSelector', 'egress'),
    entry('kubectl-edit', '2026-11-22T00:00:00Z', 'ingress'),
    {
      ...entry('controller', '2026-11-23T00:00:00Z', 'ingress'),
      subresource: 'status',
    },
  ];

  it('goes by the first field of the path, for the lists are atomic', () => {
    expect(fieldOwner(managed, 'spec.ingress[0].from[1]')).toEqual({
      manager: 'kubectl-edit',
      time: '2026-11-22T00:00:00Z',
    });
    expect(fieldOwner(managed, 'spec.egress[2]').manager).toBe(
      'matrix-network',
    );
  });

  it('takes the newest of several owners', () => {
    expect(
      fieldOwner(
        [...managed, entry('kubectl-patch', '2026-11-23T00:00:00Z', 'egress')],
        'spec.egress[0]',
      ).manager,
    ).toBe('kubectl-patch');
  });

  it('takes the newest writer for a field that nobody owns any more', () => {
    expect(fieldOwner(managed, 'spec.policyTypes').manager).toBe(
      'kubectl-edit',
    );
  });

  it('knows nothing where nothing is recorded', () => {
    expect(fieldOwner(undefined, 'spec.ingress')).toEqual({});
  });
});
