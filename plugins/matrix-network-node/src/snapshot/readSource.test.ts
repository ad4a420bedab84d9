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
import { combinedOutcome, outcomeOf } from './readSource';

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

  expect(combinedOutcome([notInstalled, ok])).toEqual(ok);
  expect(combinedOutcome([notInstalled, notInstalled])).toEqual(notInstalled);
  expect(combinedOutcome([ok, failed])).toEqual(failed);
});

describe('rights that are missing', () => {
  const right = (resource: string) => ({ verb: 'list', resource });
  const forbidden = (resource: string) =>
    ({ status: 'forbidden', ...right(resource) } as const);
  const failed = { status: 'failed', message: 'x' } as const;

  it('are all named, in one outcome', () => {
    expect(
      combinedOutcome([{ status: 'ok' }, forbidden('a'), forbidden('b')]),
    ).toEqual({ ...forbidden('a'), others: [right('b')] });
    expect(combinedOutcome([forbidden('a')])).toEqual(forbidden('a'));
  });

  it('are not hidden by a failure', () => {
    expect(combinedOutcome([forbidden('a'), failed, forbidden('b')])).toEqual({
      ...failed,
      forbidden: [right('a'), right('b')],
    });
  });

  it('stay named when outcomes are combined once more', () => {
    const once = combinedOutcome([forbidden('a'), forbidden('b')]);

    expect(combinedOutcome([once, failed])).toEqual({
      ...failed,
      forbidden: [right('a'), right('b')],
    });
  });
});
