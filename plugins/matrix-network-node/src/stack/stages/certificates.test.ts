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
import { certificates } from './certificates';

const render = (input: Parameters<typeof aSpec>[0] = {}) =>
  certificates(
    aContext({ spec: aSpec(input), facts: someFacts, releases: {} }),
  );

it('asks for test-certificate, from the chosen issuer for the own domain', () => {
  const stage = render();

  expect(stage.objects).toHaveLength(1);
  expect(find(stage.objects, 'Certificate', 'test-certificate')).toMatchObject({
    metadata: { namespace: 'matrix' },
    spec: {
      secretName: 'test-tls',
      dnsNames: ['chat.example.org'],
      issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt-prod' },
      privateKey: { rotationPolicy: 'Always' },
      secretTemplate: {
        labels: {
          'app.kubernetes.io/managed-by': 'matrix-network',
          'matrix-network.io/matrix-cluster': 'chat-eu',
        },
      },
    },
  });
});

it("does not insist on Let's Encrypt, which needs DNS, but on an issuer of one's own", () => {
  const requiredWith = (issuer: 'letsencrypt-staging' | 'selfsigned') =>
    render({ certificates: { issuer } }).waits;

  expect(requiredWith('letsencrypt-staging')).toMatchObject([
    { kind: 'certificateReady', required: false },
  ]);
  expect(requiredWith('selfsigned')).toMatchObject([{ required: true }]);
});

it('adds the wildcard where asked to', () => {
  const { objects } = render({
    certificates: { issuer: 'selfsigned', wildcard: true },
  });

  expect(find(objects, 'Certificate', 'matrix-tls').spec).toMatchObject({
    secretName: 'matrix-tls',
    commonName: 'chat.example.org',
    dnsNames: ['chat.example.org', '*.chat.example.org'],
  });
});

it('leaves the common name out where X.509 has no room for it', () => {
  const domain = `${'a'.repeat(60)}.example.org`;
  const { objects } = render({
    domain,
    certificates: { issuer: 'selfsigned', wildcard: true },
  });

  expect(find(objects, 'Certificate', 'matrix-tls').spec).not.toHaveProperty(
    'commonName',
  );
});

it('asks for none with an external PKI', () => {
  const stage = render({ certificates: { management: 'external' } });

  expect(stage).toMatchObject({ objects: [], waits: [] });
});
