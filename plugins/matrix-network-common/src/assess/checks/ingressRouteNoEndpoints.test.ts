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
import { ingressRouteNoEndpoints } from './ingressRouteNoEndpoints';

const withEndpoints = (readyEndpoints: number | undefined) =>
  perfectSnapshot(undefined, {
    services: [ingressService(), aService({ readyEndpoints })],
  });

describe('ingress-route-no-endpoints', () => {
  it('names the Service and how many pods there are', () => {
    const [finding] = found(ingressRouteNoEndpoints, withEndpoints(0));
    expect(finding).toMatchObject({
      severity: 'critical',
      workloads: ['synapse-main'],
    });
    expect(finding.cause).toContain('2 pods of synapse-main exist');
  });

  it('finds nothing with a ready pod, or where EndpointSlices were not read', () => {
    expect(found(ingressRouteNoEndpoints, withEndpoints(1))).toEqual([]);
    expect(found(ingressRouteNoEndpoints, withEndpoints(undefined))).toEqual(
      [],
    );
    expect(
      found(
        ingressRouteNoEndpoints,
        unread(withEndpoints(0), 'endpointSlices'),
      ),
    ).toEqual([]);
  });
});
