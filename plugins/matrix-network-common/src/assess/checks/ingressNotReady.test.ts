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
  ingressController,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { ingressNotReady } from './ingressNotReady';

const withReplicas = (desired: number, ready: number) =>
  found(
    ingressNotReady,
    perfectSnapshot(undefined, {
      controllers: [
        ingressController({
          desired,
          ready,
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: 'ReplicaSet has timed out progressing.',
            },
          ],
        }),
      ],
    }),
  );

describe('ingress-not-ready', () => {
  it('warns of some replicas, with what the Deployment says', () => {
    const [finding] = withReplicas(3, 2);
    expect(finding).toMatchObject({
      severity: 'warning',
      title: '1 replica of the ingress controller is not ready',
    });
    expect(finding.cause).toContain('carries 1000 of 5000 CCU');
    expect(finding.cause).toContain('timed out progressing');
  });

  it('is critical when none is ready, or none is wanted', () => {
    expect(withReplicas(3, 0)).toMatchObject([{ severity: 'critical' }]);
    expect(withReplicas(0, 0)).toMatchObject([
      {
        severity: 'critical',
        title: 'The ingress controller is scaled to zero',
      },
    ]);
  });

  it('finds nothing while all are ready', () => {
    expect(found(ingressNotReady, perfectSnapshot())).toEqual([]);
  });
});
