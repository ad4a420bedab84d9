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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ObjectsClient } from '../__testUtils__/ObjectsClient';
import { KindRef, KubernetesApiError, ObjectRef } from '../cluster';
import { LiveObjects } from './LiveObjects';

/** Remembers what it was asked. */
class RecordingClient extends ObjectsClient {
  readonly asked: string[] = [];

  async serves(kind: KindRef) {
    this.asked.push(`serves ${kind.kind}`);
    return super.serves(kind);
  }

  async get(ref: ObjectRef) {
    this.asked.push(`get ${ref.kind} ${ref.name}`);
    return super.get(ref);
  }

  async list(kind: KindRef) {
    this.asked.push(`list ${kind.kind}`);
    return super.list(kind);
  }
}

const object = (
  kind: string,
  name: string,
  namespace?: string,
): KubernetesObject => ({
  apiVersion: kind === 'Issuer' ? 'unserved/v1' : 'v1',
  kind,
  metadata: { name, ...(namespace && { namespace }) },
});

const matrix = object('Namespace', 'matrix');
const maps = ['a', 'b', 'c'].map(name => object('ConfigMap', name, 'matrix'));

function over(live: KubernetesObject[], wanted: KubernetesObject[]) {
  const client = new RecordingClient(live);
  let time = 0;
  const objects = new LiveObjects({
    client,
    objects: wanted,
    now: () => time,
  });
  const readAll = () => Promise.all(wanted.map(each => objects.get(each)));
  return {
    client,
    objects,
    readAll,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

it('reads three objects of a kind by one list, and fewer one by one', async () => {
  const service = object('Service', 's', 'matrix');
  const wanted = [...maps, service];
  const { client, readAll } = over([maps[1], service], wanted);

  expect(await readAll()).toEqual([undefined, maps[1], undefined, service]);
  expect(client.asked.filter(each => !each.startsWith('serves'))).toEqual([
    'list ConfigMap',
    'get Service s',
  ]);
});

it('reads nothing in a Namespace that is yet to be made, nor Secrets in it', async () => {
  const { client, objects, readAll } = over([], [matrix, ...maps]);

  expect(await readAll()).toEqual(Array(4).fill(undefined));
  const secret = { ...object('Secret', 's'), name: 's', namespace: 'matrix' };
  expect(await objects.identify(secret)).toBeUndefined();
  expect(client.asked.filter(each => !each.startsWith('serves'))).toEqual([
    'get Namespace matrix',
  ]);
});

it('looks a kind that is not served up once, and for none of its objects', async () => {
  const issuers = ['a', 'b'].map(name => object('Issuer', name));
  const { client, objects, readAll } = over([], issuers);
  await objects.lookAhead();

  expect(await readAll()).toEqual([undefined, undefined]);
  expect(client.asked).toEqual(['serves Issuer']);
});

it('takes what it has read for a moment only', async () => {
  const { client, readAll, pass } = over([], maps);
  await readAll();
  client.objects.push(maps[0]);

  pass(4_999);
  expect(await readAll()).toEqual([undefined, undefined, undefined]);
  pass(1);
  expect(await readAll()).toEqual([maps[0], undefined, undefined]);
});

it.each([403, 413])(
  'reads one by one where the list ends with %d',
  async statusCode => {
    const { client, readAll } = over([maps[2]], maps);
    client.list = async () => {
      throw new KubernetesApiError({ statusCode, reason: '', message: 'no' });
    };

    expect(await readAll()).toEqual([undefined, undefined, maps[2]]);
  },
);

it('asks again after a list that failed, and says so', async () => {
  const { client, readAll } = over([maps[2]], maps);
  const { list } = client;
  client.list = async () => {
    throw new KubernetesApiError({
      statusCode: 500,
      reason: 'InternalError',
      message: 'etcd is away',
    });
  };
  await expect(readAll()).rejects.toThrow('etcd is away');
  client.list = list;

  expect(await readAll()).toEqual([undefined, undefined, maps[2]]);
});
