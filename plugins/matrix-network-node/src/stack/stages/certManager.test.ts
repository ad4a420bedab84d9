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

import { find } from '../../__testUtils__/find';
import { miniatureReleases } from '../../__testUtils__/miniature';
import { aContext, aSpec, someFacts } from '../../__testUtils__/specs';
import { certManager } from './certManager';

it('mends the cainjector of 1.14.0, and waits until cert-manager works', () => {
  const stage = certManager(
    aContext({
      spec: aSpec({ certificates: { release: '1.14.0' } }),
      facts: someFacts,
      releases: miniatureReleases,
    }),
  );

  expect(
    JSON.stringify(
      find(stage.objects, 'Deployment', 'cert-manager-cainjector'),
    ),
  ).toContain('quay.io/jetstack/cert-manager-cainjector:v1.14.0');
  expect(stage.waits).toEqual([
    {
      kind: 'crdEstablished',
      name: 'issuers.cert-manager.io',
      serves: [{ apiVersion: 'cert-manager.io/v1', kind: 'Issuer' }],
    },
    {
      kind: 'deploymentAvailable',
      namespace: 'cert-manager',
      name: 'cert-manager',
    },
    {
      kind: 'deploymentAvailable',
      namespace: 'cert-manager',
      name: 'cert-manager-cainjector',
    },
    {
      kind: 'webhookReady',
      configurationKind: 'ValidatingWebhookConfiguration',
      name: 'cert-manager-webhook',
    },
    expect.objectContaining({ kind: 'dryRunAccepted' }),
  ]);
});

it('is left out for an external PKI', () => {
  const stage = certManager(
    aContext({
      spec: aSpec({ certificates: { management: 'external' } }),
      facts: someFacts,
      releases: {},
    }),
  );

  expect(stage).toMatchObject({ objects: [], waits: [] });
  expect(stage.note).toContain('external PKI');
});

it('is used as installed, once it answers', () => {
  const stage = certManager(
    aContext({
      spec: aSpec({ certificates: { management: 'existing' } }),
      facts: {
        ...someFacts,
        certManager: {
          version: '1.20.3',
          namespace: 'cert-manager',
          owner: 'Argo CD (pki)',
        },
      },
      releases: {},
    }),
  );

  expect(stage.objects).toEqual([]);
  expect(stage.waits.map(({ kind }) => kind)).toEqual(['dryRunAccepted']);
  expect(stage.note).toContain('managed by Argo CD (pki)');
});
