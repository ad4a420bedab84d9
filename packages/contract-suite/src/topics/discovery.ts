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

import { Api } from '../servers';
import { Topic } from './Topic';
import { at, listAt } from './helpers';

const aggregated =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

export const discovery: Topic = server => {
  it.each([
    ['/api/v1', 'pods', 'Pod', true],
    ['/api/v1', 'namespaces', 'Namespace', false],
    ['/apis/apps/v1', 'deployments', 'Deployment', true],
    ['/apis/networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', true],
    ['/apis/networking.k8s.io/v1', 'servicecidrs', 'ServiceCIDR', false],
    [
      '/apis/apiextensions.k8s.io/v1',
      'customresourcedefinitions',
      'CustomResourceDefinition',
      false,
    ],
    [
      '/apis/admissionregistration.k8s.io/v1',
      'validatingwebhookconfigurations',
      'ValidatingWebhookConfiguration',
      false,
    ],
  ])('%s lists %s', async (path, name, kind, namespaced) => {
    const { status, body } = await server().api.get(path);

    expect(status).toBe(200);
    expect(at(body, 'kind')).toBe('APIResourceList');
    expect(listAt(body, 'resources')).toContainEqual(
      expect.objectContaining({
        name,
        kind,
        namespaced,
        verbs: expect.arrayContaining(['get', 'list', 'patch', 'watch']),
      }),
    );
  });

  it('lists subresources beside the resources', async () => {
    const { body } = await server().api.get('/apis/apps/v1');

    expect(listAt(body, 'resources')).toContainEqual(
      expect.objectContaining({
        name: 'deployments/scale',
        kind: 'Scale',
        group: 'autoscaling',
        version: 'v1',
      }),
    );
  });

  it('answers with all groups at once, where asked for', async () => {
    const { status, body, headers } = await server().api.get(
      '/apis',
      {},
      aggregated,
    );

    expect(status).toBe(200);
    expect(headers['content-type']).toContain('as=APIGroupDiscoveryList');
    const apps = listAt(body, 'items').find(
      item => at(item, 'metadata', 'name') === 'apps',
    );
    expect(at(apps, 'versions', 0, 'version')).toBe('v1');
    expect(listAt(apps, 'versions', 0, 'resources')).toContainEqual(
      expect.objectContaining({
        resource: 'deployments',
        scope: 'Namespaced',
        // Of the group and version that it is listed in.
        responseKind: { group: '', version: '', kind: 'Deployment' },
      }),
    );
  });

  it('answers 404 in plain text for a group that is not there', async () => {
    const answer = await server().api.get('/apis/nobody.example.org/v1');

    expect(answer).toMatchObject({
      status: 404,
      body: '404 page not found\n',
    });
    expect(answer.headers['content-type']).toContain('text/plain');
  });

  it('answers 404 with a Status for a resource that a group lacks', async () => {
    const answer = await server().api.get('/apis/apps/v1/nobodies');

    expect(answer).toMatchObject({
      status: 404,
      body: {
        kind: 'Status',
        reason: 'NotFound',
        message: 'the server could not find the requested resource',
        details: {},
      },
    });
  });

  it('says its version', async () => {
    const { body } = await server().api.get('/version');

    expect(body).toMatchObject({
      major: '1',
      minor: expect.stringMatching(/^\d+\+?$/),
      gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/),
    });
  });

  it('knows nobody without a token', async () => {
    const { url, ca } = server();
    const stranger = new Api({ url, ca, token: 'wrong' });

    expect(await stranger.get('/api/v1/namespaces')).toMatchObject({
      status: 401,
      body: { kind: 'Status', reason: 'Unauthorized', message: 'Unauthorized' },
    });
    await stranger.close();
  });

  it("is understood by the product's client", async () => {
    const client = server().client();

    expect(
      await client.serves({ apiVersion: 'apps/v1', kind: 'Deployment' }),
    ).toBe(true);
    expect(await client.serves({ apiVersion: 'apps/v1', kind: 'Nobody' })).toBe(
      false,
    );
    expect(
      await client.serves({ apiVersion: 'nobody.example.org/v1', kind: 'X' }),
    ).toBe(false);
    expect(
      await client.list({ apiVersion: 'nobody.example.org/v1', kind: 'X' }),
    ).toBeUndefined();
  });
};
