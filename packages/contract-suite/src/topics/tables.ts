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

import { Topic } from './Topic';
import { at, createNamespace, listAt } from './helpers';
import { createWidgetKind, widget, widgets } from './widgets';

const NAMESPACE = 'contract-tables';
const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const asMetadata =
  'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';

const columnsOf = (body: unknown) =>
  listAt(body, 'columnDefinitions')
    .filter(column => at(column, 'priority') === 0)
    .map(column => at(column, 'name'));

export const tables: Topic = server => {
  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it.each([
    ['/api/v1/pods', ['Name', 'Ready', 'Status', 'Restarts', 'Age']],
    [
      '/api/v1/services',
      ['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age'],
    ],
    ['/api/v1/namespaces', ['Name', 'Status', 'Age']],
    ['/api/v1/nodes', ['Name', 'Status', 'Roles', 'Age', 'Version']],
    ['/api/v1/configmaps', ['Name', 'Data', 'Age']],
    ['/api/v1/secrets', ['Name', 'Type', 'Data', 'Age']],
    ['/api/v1/serviceaccounts', ['Name', 'Age']],
    ['/api/v1/resourcequotas', ['Name', 'Request', 'Limit', 'Age']],
    [
      '/apis/rbac.authorization.k8s.io/v1/rolebindings',
      ['Name', 'Role', 'Age'],
    ],
    [
      '/apis/apps/v1/deployments',
      ['Name', 'Ready', 'Up-to-date', 'Available', 'Age'],
    ],
    [
      '/apis/apps/v1/daemonsets',
      [
        'Name',
        'Desired',
        'Current',
        'Ready',
        'Up-to-date',
        'Available',
        'Node Selector',
        'Age',
      ],
    ],
    [
      '/apis/batch/v1/jobs',
      ['Name', 'Status', 'Completions', 'Duration', 'Age'],
    ],
    [
      '/apis/networking.k8s.io/v1/networkpolicies',
      ['Name', 'Pod-Selector', 'Age'],
    ],
    [
      '/apis/networking.k8s.io/v1/ingresses',
      ['Name', 'Class', 'Hosts', 'Address', 'Ports', 'Age'],
    ],
    [
      '/apis/networking.k8s.io/v1/ingressclasses',
      ['Name', 'Controller', 'Parameters', 'Age'],
    ],
    [
      '/apis/policy/v1/poddisruptionbudgets',
      [
        'Name',
        'Min Available',
        'Max Unavailable',
        'Allowed Disruptions',
        'Age',
      ],
    ],
    [
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      ['Name', 'Created At'],
    ],
    [
      '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
      ['Name', 'Webhooks', 'Age'],
    ],
  ])('%s', async (path, columns) => {
    const { status, body } = await server().api.get(path, {}, asTable);

    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    expect(columnsOf(body)).toEqual(columns);
  });

  it("have a policy's selector, and the object's metadata beside the row", async () => {
    const { api } = server();
    const path = `/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/networkpolicies`;
    await api.create(path, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'redis' },
      spec: { podSelector: { matchLabels: { app: 'redis' } } },
    });
    const { body } = await api.get(path, {}, asTable);

    expect(at(body, 'rows', 0, 'cells')).toEqual([
      'redis',
      'app=redis',
      expect.stringMatching(/^\d+s$/),
    ]);
    expect(at(body, 'rows', 0, 'object')).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'redis', namespace: NAMESPACE },
    });
  });

  it('of bindings name their subjects in the wide columns', async () => {
    const { api } = server();
    const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${NAMESPACE}/rolebindings`;
    const apiGroup = 'rbac.authorization.k8s.io';
    await api.create(path, {
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'readers' },
      roleRef: { apiGroup, kind: 'Role', name: 'reader' },
      subjects: [
        { kind: 'ServiceAccount', name: 'poller', namespace: NAMESPACE },
        { apiGroup, kind: 'Group', name: 'team' },
      ],
    });
    const { body } = await api.get(path, {}, asTable);

    expect(at(body, 'rows', 0, 'cells')).toEqual([
      'readers',
      'Role/reader',
      expect.stringMatching(/^\d+s$/),
      '',
      'team',
      `${NAMESPACE}/poller`,
    ]);
  });

  it('of custom resources have the columns of their definition', async () => {
    const { api } = server();
    await createWidgetKind(api);
    await api.apply(widgets('table'), widget('table', { size: 7 }));
    const { body } = await api.get(widgets('table'), {}, asTable);

    expect(columnsOf(body)).toEqual(['Name', 'Size', 'Age']);
    expect(at(body, 'rows', 0, 'cells')).toEqual([
      'table',
      7,
      expect.stringMatching(/^\d+s$/),
    ]);
  });

  it('aside, metadata alone is to be had: of a Secret without its data', async () => {
    const { api } = server();
    const path = `/api/v1/namespaces/${NAMESPACE}/secrets`;
    await api.create(path, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'hidden' },
      stringData: { password: 'correct horse' },
    });
    const { body } = await api.get(`${path}/hidden`, {}, asMetadata);

    expect(body).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'hidden' },
    });
    expect(body).not.toHaveProperty('data');
    expect(
      await server().client().exists({
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: NAMESPACE,
        name: 'hidden',
      }),
    ).toBe(true);
  });
};
