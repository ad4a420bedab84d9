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
  aService,
  found,
  ingressService,
  perfectSnapshot,
  unread,
} from '../__testUtils__/snapshotBuilder';
import { ingressRouteBackendMissing } from './ingressRouteBackendMissing';

const without = perfectSnapshot(undefined, {
  services: [ingressService(), aService({ name: 'synapse-main' })],
});

describe('ingress-route-backend-missing', () => {
  it('names host, Service and the one that may be meant', () => {
    const [finding] = found(
      ingressRouteBackendMissing,
      perfectSnapshot(undefined, {
        services: [ingressService(), aService({ name: 'synapse2' })],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      title: 'chat.example.org/ leads to Service synapse, which does not exist',
    });
    expect(finding.remedy).toContain('If synapse2 is meant');
  });

  it('suggests nothing that is too far off', () => {
    expect(found(ingressRouteBackendMissing, without)[0].remedy).toMatch(
      /^Deploy/,
    );
  });

  it('finds nothing where it exists, or where Services were not read', () => {
    expect(found(ingressRouteBackendMissing, perfectSnapshot())).toEqual([]);
    expect(
      found(ingressRouteBackendMissing, unread(without, 'services')),
    ).toEqual([]);
  });
});
