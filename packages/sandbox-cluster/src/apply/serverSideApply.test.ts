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
import { JsonObject } from '../schema/json';
import { ApiError } from '../store/ApiError';
import {
  createObjectStore,
  MemoryObjectStore,
} from '../store/MemoryObjectStore';

describe('server-side apply', () => {
  let store: MemoryObjectStore;
  let now: Date;

  beforeEach(() => {
    now = new Date('2026-01-01T00:00:00Z');
    store = createObjectStore({ now: () => now });
    store.create(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'matrix' } },
      { manager: 'test' },
    );
  });

  afterEach(() => store.close());

  function apply(
    config: JsonObject,
    manager: string,
    options: { force?: boolean; dryRun?: boolean } = {},
  ) {
    const type = store.registry.byApiVersion(
      String(config.apiVersion),
      String(config.kind),
    );
    if (!type) {
      throw new Error(`no kind ${config.kind}`);
    }
    return store.writer.apply(
      {
        type,
        namespace: 'matrix',
        subresource: '',
        manager,
        dryRun: options.dryRun ?? false,
      },
      'subject',
      structuredClone(config),
      options.force ?? false,
    );
  }

  function refusal(act: () => unknown): ApiError {
    try {
      act();
    } catch (error) {
      if (error instanceof ApiError) {
        return error;
      }
      throw error;
    }
    throw new Error('was not refused');
  }

  const policy = (spec: JsonObject): JsonObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'subject' },
    spec: { podSelector: { matchLabels: { app: 'redis' } }, ...spec },
  });
  const service = (...ports: JsonObject[]): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'subject' },
    spec: { ports },
  });
  const configMap = (data: JsonObject): JsonObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'subject' },
    data,
  });
  const from = (app: string): JsonObject => ({
    from: [{ podSelector: { matchLabels: { app } } }],
    ports: [{ port: 6379 }],
  });

  it('creates, fills in defaults that nobody owns, and changes nothing the second time', () => {
    const first = apply(policy({ ingress: [from('synapse')] }), 'stack');
    expect(first.created).toBe(true);
    expect(first.object).toMatchObject({
      metadata: {
        generation: 1,
        managedFields: [
          {
            manager: 'stack',
            operation: 'Apply',
            apiVersion: 'networking.k8s.io/v1',
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:spec': { 'f:ingress': {}, 'f:podSelector': {} } },
          },
        ],
      },
      spec: {
        policyTypes: ['Ingress'],
        ingress: [{ ports: [{ port: 6379, protocol: 'TCP' }] }],
      },
    });
    now = new Date('2026-01-02T00:00:00Z');
    // The live rule has a protocol that the applied one leaves out: the API rewrites it to the same.
    const second = apply(policy({ ingress: [from('synapse')] }), 'stack');
    expect(second.created).toBe(false);
    expect(second.object).toEqual(first.object);
  });

  it('names field and manager in a conflict over an atomic list', () => {
    apply(policy({ ingress: [from('synapse')] }), 'stack');
    const error = refusal(() =>
      apply(policy({ ingress: [from('other')] }), 'kubectl'),
    );
    expect(error.status).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "stack": .spec.ingress',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "stack"',
            field: '.spec.ingress',
          },
        ],
      },
    });
  });

  it('tells the API version of a manager that wrote by update', () => {
    const made = policy({ ingress: [from('synapse')] });
    store.create(
      {
        ...made,
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'subject', namespace: 'matrix' },
      },
      { manager: 'kubectl-edit' },
    );
    expect(
      refusal(() => apply(policy({ ingress: [from('other')] }), 'stack'))
        .message,
    ).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using networking.k8s.io/v1: .spec.ingress',
    );
  });

  it('takes fields over when forced', () => {
    apply(policy({ ingress: [from('synapse')] }), 'stack');
    const { object } = apply(policy({ ingress: [from('other')] }), 'kubectl', {
      force: true,
    });
    expect(object.metadata).toMatchObject({
      managedFields: [
        {
          manager: 'kubectl',
          fieldsV1: { 'f:spec': { 'f:ingress': {}, 'f:podSelector': {} } },
        },
        { manager: 'stack', fieldsV1: { 'f:spec': { 'f:podSelector': {} } } },
      ],
    });
  });

  it('shares what two managers apply alike, and keeps it until both give it up', () => {
    apply(configMap({ shared: 'x', mine: '1' }), 'a');
    apply(configMap({ shared: 'x', theirs: '2' }), 'b');
    expect(apply(configMap({ mine: '1' }), 'a').object.data).toEqual({
      shared: 'x',
      mine: '1',
      theirs: '2',
    });
    expect(apply(configMap({ theirs: '2' }), 'b').object.data).toEqual({
      mine: '1',
      theirs: '2',
    });
  });

  it('merges service ports by port and protocol', () => {
    const dns = (protocol: string) => ({
      name: protocol.toLowerCase(),
      port: 53,
      protocol,
    });
    apply(service(dns('UDP')), 'a');
    const { object } = apply(service(dns('TCP')), 'b');
    expect(object.spec).toMatchObject({
      ports: [{ protocol: 'UDP' }, { protocol: 'TCP' }],
    });
    expect(
      refusal(() => apply(service(dns('UDP'), dns('UDP')), 'a')).message,
    ).toBe(
      'failed to create typed patch object (/subject; /v1, Kind=Service): .spec.ports: duplicate entries for key [port=53,protocol="UDP"]',
    );
  });

  it('keeps the order of the live list, new items last', () => {
    const port = (name: string, number: number) => ({
      name,
      port: number,
      protocol: 'TCP',
    });
    apply(service(port('a', 1), port('b', 2)), 'one');
    const { object } = apply(service(port('c', 3), port('b', 2)), 'two');
    expect(object.spec).toMatchObject({
      ports: [{ name: 'a' }, { name: 'c' }, { name: 'b' }],
    });
  });

  it('leaves fields alone that others set', () => {
    apply(service({ name: 'http', port: 80, protocol: 'TCP' }), 'stack');
    const live = store.get({ group: '', kind: 'Service' }, 'matrix', 'subject');
    expect(live).toBeDefined();
    const labelled: KubernetesObject = {
      ...(live ?? {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'subject' },
      }),
    };
    labelled.metadata.labels = { team: 'chat' };
    store.update(labelled, { manager: 'someone' });
    const { object } = apply(
      service({ name: 'http', port: 80, protocol: 'TCP' }),
      'stack',
    );
    expect(object.metadata).toMatchObject({ labels: { team: 'chat' } });
  });

  it('stores nothing in a dry run', () => {
    expect(
      apply(policy({ ingress: [] }), 'stack', { dryRun: true }).object,
    ).toMatchObject({ metadata: { name: 'subject' } });
    expect(
      store.get(
        { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
        'matrix',
        'subject',
      ),
    ).toBeUndefined();
  });

  it.each([
    [
      policy({ foo: 1 }),
      500,
      'failed to create typed patch object (/subject; networking.k8s.io/v1, Kind=NetworkPolicy): .spec.foo: field not declared in schema',
    ],
    [
      policy({ policyTypes: 'Ingress' }),
      500,
      'failed to create typed patch object (/subject; networking.k8s.io/v1, Kind=NetworkPolicy): .spec.policyTypes: expected list, got &{Ingress}',
    ],
    [
      {
        ...policy({}),
        metadata: { name: 'subject', managedFields: [] },
      },
      400,
      'metadata.managedFields must be nil',
    ],
    [
      { ...policy({}), metadata: { name: 'another' } },
      400,
      'the name of the object (another) does not match the name on the URL (subject)',
    ],
  ])('refuses %j', (config, code, message) => {
    expect(refusal(() => apply(config, 'stack')).status).toMatchObject({
      code,
      message,
    });
  });
});
