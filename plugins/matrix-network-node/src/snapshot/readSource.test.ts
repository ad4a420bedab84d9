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

import { ClusterConnectionError, KubernetesApiError } from '../cluster';
import { outcomeOf, worstOutcome } from './readSource';

const pods = { apiVersion: 'v1', kind: 'Pod' };

it('names what is forbidden', () => {
  const error = new KubernetesApiError({
    statusCode: 403,
    reason: 'Forbidden',
    message: 'forbidden',
    details: { kind: 'networkpolicies', group: 'networking.k8s.io' },
  });

  expect(outcomeOf(error, pods, 'matrix')).toEqual({
    status: 'forbidden',
    verb: 'list',
    resource: 'networkpolicies.networking.k8s.io',
    namespace: 'matrix',
  });
});

it('keeps the reason of other failures', () => {
  const error = new ClusterConnectionError('no answer', { code: 'ETIMEDOUT' });

  expect(outcomeOf(error, pods)).toEqual({
    status: 'failed',
    message: 'no answer',
  });
});

it('takes the worst of several kinds, but one that is installed counts', () => {
  const ok = { status: 'ok' } as const;
  const notInstalled = { status: 'notInstalled' } as const;
  const failed = { status: 'failed', message: 'x' } as const;

  expect(worstOutcome([notInstalled, ok])).toEqual(ok);
  expect(worstOutcome([notInstalled, notInstalled])).toEqual(notInstalled);
  expect(worstOutcome([ok, failed])).toEqual(failed);
});
