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
import { aContext, aSpec, someFacts } from '../../__testUtils__/specs';
import { issuers } from './issuers';

const render = (input: Parameters<typeof aSpec>[0] = {}) =>
  issuers(aContext({ spec: aSpec(input), facts: someFacts, releases: {} }));

it('has the three issuers, and waits for the chosen one', () => {
  const stage = render({ certificates: { issuer: 'letsencrypt-staging' } });

  expect(stage.objects.map(({ metadata }) => metadata.name)).toEqual([
    'letsencrypt-prod',
    'letsencrypt-staging',
    'selfsigned',
  ]);
  expect(stage.waits).toEqual([
    { kind: 'issuerReady', name: 'letsencrypt-staging' },
  ]);
});

it("leaves Let's Encrypt's out where it cannot be reached, unless a neighbour has them", () => {
  const alone = {
    certificates: { issuer: 'selfsigned', letsEncrypt: false },
  } as const;
  const namesOf = ({ objects }: ReturnType<typeof render>) =>
    objects.map(({ metadata }) => metadata.name);

  expect(namesOf(render(alone))).toEqual(['selfsigned']);
  const neighbour = aSpec({ name: 'chat-us', namespace: 'matrix-us' });
  expect(
    namesOf(
      issuers(
        aContext({
          spec: aSpec(alone),
          neighbours: [{ spec: neighbour, older: true }],
          facts: someFacts,
          releases: {},
        }),
      ),
    ),
  ).toContain('letsencrypt-prod');
});

it('solves challenges where allow-from-ingress lets the controller through', () => {
  const issuer = find(render().objects, 'ClusterIssuer', 'letsencrypt-prod');

  expect(issuer.spec).toEqual({
    acme: {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      privateKeySecretRef: { name: 'letsencrypt-prod' },
      solvers: [
        {
          http01: {
            ingress: {
              ingressClassName: 'nginx',
              serviceType: 'ClusterIP',
              podTemplate: {
                metadata: { labels: { 'app.kubernetes.io/expose': 'true' } },
              },
            },
          },
        },
      ],
    },
  });
});

it('gives the contact where there is one', () => {
  const { objects } = render({ contactEmail: 'ops@example-messenger.org' });

  expect(find(objects, 'ClusterIssuer', 'letsencrypt-staging')).toMatchObject({
    spec: {
      acme: {
        email: 'ops@example-messenger.org',
        server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
      },
    },
  });
});

it("issues from the organisation's CA where asked to", () => {
  const { objects } = render({
    certificates: { issuer: 'organisation-ca', organisationCaSecret: 'our-ca' },
  });

  expect(find(objects, 'ClusterIssuer', 'organisation-ca').spec).toEqual({
    ca: { secretName: 'our-ca' },
  });
});

it('has none for an external PKI', () => {
  expect(render({ certificates: { management: 'external' } })).toMatchObject({
    objects: [],
    waits: [],
  });
});
