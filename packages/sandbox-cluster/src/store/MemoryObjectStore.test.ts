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
import { ApiError } from './ApiError';
import { createObjectStore, MemoryObjectStore } from './MemoryObjectStore';
import { AdmissionHook } from './ObjectStore';

const manager = 'test';
const configMaps = { group: '', kind: 'ConfigMap' };

function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function configMap(
  name: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'matrix', ...metadata },
  };
}

function nodePort(name: string, port: number): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'matrix' },
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort: port }] },
  };
}

describe('MemoryObjectStore', () => {
  let store: MemoryObjectStore;
  let admission: AdmissionHook;

  beforeEach(() => {
    admission = () => undefined;
    store = createObjectStore({ admission: request => admission(request) });
    store.create(namespace('matrix'), { manager });
  });

  afterEach(() => store.close());

  it('labels namespaces and refuses content for those that are not there', () => {
    expect(
      store.get({ group: '', kind: 'Namespace' }, undefined, 'matrix'),
    ).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'matrix' } },
      status: { phase: 'Active' },
    });
    expect(() =>
      store.create(configMap('c', { namespace: 'nope' }), { manager }),
    ).toThrow('namespaces "nope" not found');
  });

  it('refuses a second object of a name, and writes on an old version', () => {
    const first = store.create(configMap('c'), { manager });
    expect(() => store.create(configMap('c'), { manager })).toThrow(
      'configmaps "c" already exists',
    );
    store.update({ ...first, data: { a: '1' } }, { manager });
    expect(() =>
      store.update({ ...first, data: { a: '2' } }, { manager }),
    ).toThrow(
      'Operation cannot be fulfilled on configmaps "c": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('counts generations of the spec alone', () => {
    const policy = store.create(
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'p', namespace: 'matrix' },
        spec: { podSelector: {} },
      },
      { manager },
    );
    policy.metadata.labels = { a: 'b' };
    const labelled = store.update(policy, { manager });
    expect(labelled.metadata.generation).toBe(1);
    const changed = store.update(
      { ...labelled, spec: { podSelector: {}, policyTypes: ['Egress'] } },
      { manager },
    );
    expect(changed.metadata.generation).toBe(2);
  });

  it('keeps status from writers of the main resource and the rest from writers of status', () => {
    const ingress = store.create(
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'i', namespace: 'matrix' },
        spec: { rules: [{ host: 'a.example.org' }] },
        status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } },
      },
      { manager },
    );
    expect(ingress.status).toEqual({ loadBalancer: {} });
    const updated = store.updateStatus(
      {
        ...ingress,
        spec: { rules: [] },
        status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } },
      },
      { manager: 'controller' },
    );
    expect(updated).toMatchObject({
      spec: { rules: [{ host: 'a.example.org' }] },
      status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } },
    });
    expect(updated.metadata.managedFields).toContainEqual(
      expect.objectContaining({ manager: 'controller', subresource: 'status' }),
    );
  });

  it('gives node ports once', () => {
    store.create(nodePort('a', 30080), { manager });
    expect(() => store.create(nodePort('b', 30080), { manager })).toThrow(
      'Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    );
    expect(() => store.create(nodePort('b', 80), { manager })).toThrow(
      'provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
  });

  it('holds objects by their finalizers', () => {
    store.create(configMap('c', { finalizers: ['x.io/y'] }), { manager });
    store.delete(configMaps, 'matrix', 'c');
    const held = store.get(configMaps, 'matrix', 'c');
    expect(held?.metadata.deletionTimestamp).toBeDefined();
    store.update(configMap('c', { finalizers: [] }), { manager });
    expect(store.get(configMaps, 'matrix', 'c')).toBeUndefined();
  });

  it('removes dependents with their last owner', () => {
    const owners = ['a', 'b'].map(name =>
      store.create(configMap(name), { manager }),
    );
    store.create(
      configMap('child', {
        ownerReferences: owners.map(owner => ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: owner.metadata.name,
          uid: owner.metadata.uid ?? '',
        })),
      }),
      { manager },
    );
    store.delete(configMaps, 'matrix', 'a');
    expect(
      store.get(configMaps, 'matrix', 'child')?.metadata.ownerReferences,
    ).toHaveLength(1);
    store.delete(configMaps, 'matrix', 'b');
    expect(store.get(configMaps, 'matrix', 'child')).toBeUndefined();
  });

  it('empties a namespace before it goes', () => {
    store.create(configMap('held', { finalizers: ['x.io/y'] }), { manager });
    store.create(configMap('free'), { manager });
    store.delete({ group: '', kind: 'Namespace' }, undefined, 'matrix');
    expect(store.get(configMaps, 'matrix', 'free')).toBeUndefined();
    expect(
      store.get({ group: '', kind: 'Namespace' }, undefined, 'matrix')?.status,
    ).toEqual({ phase: 'Terminating' });
    expect(() => store.create(configMap('late'), { manager })).toThrow(
      'configmaps "late" is forbidden: unable to create new content in namespace matrix because it is being terminated',
    );
    store.update(configMap('held', { finalizers: [] }), { manager });
    expect(
      store.get({ group: '', kind: 'Namespace' }, undefined, 'matrix'),
    ).toBeUndefined();
  });

  it('never changes the template of a Job or the selector of a Deployment', () => {
    const workload = (kind: string, image: string, app: string) => ({
      apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
      kind,
      metadata: { name: 'w', namespace: 'matrix' },
      spec: {
        ...(kind === 'Deployment' && { selector: { matchLabels: { app } } }),
        template: {
          metadata: { labels: { app } },
          spec: {
            restartPolicy: kind === 'Job' ? 'Never' : 'Always',
            containers: [{ name: 'c', image }],
          },
        },
      },
    });
    store.create(workload('Job', 'one', 'x'), { manager });
    expect(() =>
      store.update(workload('Job', 'two', 'x'), { manager }),
    ).toThrow(
      /^Job\.batch "w" is invalid: .*spec\.template: Invalid value: .*: field is immutable/,
    );
    store.create(workload('Deployment', 'one', 'x'), { manager });
    expect(() =>
      store.update(workload('Deployment', 'one', 'y'), { manager }),
    ).toThrow(/spec\.selector: Invalid value: .*: field is immutable/);
  });

  it('lets webhooks refuse, as denied or as failed', () => {
    admission = () => ({
      result: 'denied',
      webhook: 'validate.nginx.ingress.kubernetes.io',
      message: 'host is taken',
    });
    const attempt = (): ApiError => {
      try {
        store.create(configMap('c'), { manager });
      } catch (error) {
        if (error instanceof ApiError) {
          return error;
        }
      }
      throw new Error('was not refused');
    };
    expect(attempt().status).toMatchObject({
      code: 400,
      message:
        'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host is taken',
    });
    admission = () => ({
      result: 'failed',
      webhook: 'webhook.cert-manager.io',
      message: 'failed to call webhook: no endpoints available',
    });
    expect(attempt().status).toMatchObject({
      code: 500,
      reason: 'InternalError',
      message:
        'Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: no endpoints available',
    });
  });

  it('tells subscribers of each change in order, also of those they make', () => {
    const seen: string[] = [];
    store.subscribe(event => {
      seen.push(`${event.type} ${event.object.metadata.name}`);
      if (event.object.metadata.name === 'a' && event.type === 'ADDED') {
        store.create(configMap('b'), { manager });
        store.delete(configMaps, 'matrix', 'a');
      }
    });
    store.create(configMap('a'), { manager });
    expect(seen).toEqual(['ADDED a', 'ADDED b', 'DELETED a']);
  });
});
