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
  KubernetesObject,
  ProgressEvent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { waitFor } from './waitFor';

const policy = { interval: 2, timeout: 40, optionalTimeout: 10 };

const certificate = (message: string, status = 'False'): KubernetesObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'c', namespace: 'matrix' },
  status: { conditions: [{ type: 'Ready', status, message }] },
});

const wait = (required: boolean) =>
  ({
    kind: 'certificateReady',
    namespace: 'matrix',
    name: 'c',
    required,
  } as const);

function run(
  client: ObjectsClient,
  required: boolean,
  onEvent: (event: ProgressEvent) => void = () => {},
) {
  const events: ProgressEvent[] = [];
  const outcome = waitFor(wait(required), {
    client,
    stage: 'certificates',
    policy,
    onProgress: event => {
      events.push(event);
      onEvent(event);
    },
  });
  return { outcome, events };
}

it('says why it waits whenever that changes, and when it is done', async () => {
  const client = new ObjectsClient([certificate('first')]);
  const next = [certificate('second'), certificate('', 'True')];
  const { outcome, events } = run(client, true, () => {
    client.objects.splice(0, 1, ...next.splice(0, 1));
  });
  await outcome;

  expect(
    events.map(event => event.type === 'wait' && [event.state, event.message]),
  ).toEqual([
    ['waiting', 'first'],
    ['waiting', 'second'],
    ['done', undefined],
  ]);
});

it('fails with the last reason when its time is over', async () => {
  const { outcome } = run(new ObjectsClient([certificate('no DNS')]), true);

  await expect(outcome).rejects.toThrow(
    'Waited for 0.04 s for Certificate matrix/c to be ready: no DNS',
  );
});

it('leaves what is merely wished for to come later', async () => {
  const { outcome, events } = run(
    new ObjectsClient([certificate('no DNS')]),
    false,
  );
  await outcome;

  expect(events[events.length - 1]).toMatchObject({
    state: 'skipped',
    message: 'no DNS',
  });
});

it('looks rarely while nobody waits for it yet, and again when somebody does', async () => {
  const client = new ObjectsClient([certificate('not yet')]);
  const looks = jest.spyOn(client, 'get');
  const hurry = new AbortController();
  const outcome = waitFor(wait(true), {
    client,
    stage: 'certificates',
    policy: { interval: 60_000, timeout: 60_000, optionalTimeout: 60_000 },
    onProgress: () => {},
    hurry: hurry.signal,
  });
  await new Promise(resolve => setTimeout(resolve, 150));
  expect(looks).toHaveBeenCalledTimes(1);

  client.objects.splice(0, 1, certificate('', 'True'));
  hurry.abort();
  await outcome;
  expect(looks).toHaveBeenCalledTimes(2);
});

it('ends with the error of the one who asked, though nobody is in a hurry', async () => {
  const leaving = new AbortController();
  const outcome = waitFor(wait(true), {
    client: new ObjectsClient([certificate('not yet')]),
    stage: 'certificates',
    policy: { interval: 60_000, timeout: 60_000, optionalTimeout: 60_000 },
    onProgress: () => {},
    hurry: new AbortController().signal,
    signal: leaving.signal,
  });
  leaving.abort();

  await expect(outcome).rejects.toThrow('aborted');
});

it.each([
  ['at once where others wait for it', undefined, true],
  [
    'in lists where nobody waits for it yet',
    new AbortController().signal,
    false,
  ],
])('looks for a kind %s', async (_, hurry, directly) => {
  const client = new ObjectsClient([]);
  const serves = jest.spyOn(client, 'serves');
  const kind = { apiVersion: 'x/v1', kind: 'Issuer' };

  await waitFor(
    { kind: 'crdEstablished', name: 'issuers.x', serves: [kind] },
    { client, stage: 'cert-manager', policy, onProgress: () => {}, hurry },
  );

  expect(serves.mock.calls).toEqual([
    [kind, expect.objectContaining({ directly })],
  ]);
});
