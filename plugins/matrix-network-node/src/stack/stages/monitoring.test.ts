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
import { monitoring } from './monitoring';

const withOperator = { ...someFacts, prometheusOperator: true };

it('is left out, with the reason, without the Prometheus operator', () => {
  const stage = monitoring(
    aContext({
      spec: aSpec(),
      facts: someFacts,
      releases: miniatureReleases,
    }),
  );

  expect(stage.objects).toEqual([]);
  expect(stage.note).toContain('monitoring.coreos.com');
});

it('alerts relative to the lifetime, and not for what was never issued', () => {
  const { objects } = monitoring(
    aContext({
      spec: aSpec(),
      facts: withOperator,
      releases: miniatureReleases,
    }),
  );
  const rule = find(objects, 'PrometheusRule', 'matrix-network-certificates');

  expect(rule).toMatchObject({
    spec: {
      groups: [
        {
          rules: [
            {
              alert: 'CertificateExpiringSoon',
              expr: `((certmanager_certificate_expiration_timestamp_seconds{namespace="matrix"} > 0) - time())
  < ((certmanager_certificate_expiration_timestamp_seconds{namespace="matrix"} > 0) - (certmanager_certificate_renewal_timestamp_seconds{namespace="matrix"} > 0)) / 2`,
              annotations: {
                summary:
                  'Certificate {{ $labels.namespace }}/{{ $labels.name }} expires in {{ $value | humanizeDuration }}',
              },
            },
          ],
        },
      ],
    },
  });
});

it('scrapes what the stack installs, and only that', () => {
  const monitors = (releases: typeof miniatureReleases) =>
    monitoring(aContext({ spec: aSpec(), facts: withOperator, releases }))
      .objects.filter(({ kind }) => kind === 'PodMonitor')
      .map(({ metadata }) => metadata.namespace);

  expect(monitors(miniatureReleases)).toEqual([
    'ingress-nginx',
    'cert-manager',
  ]);
  expect(monitors({})).toEqual([]);
});

it('has no alert for certificates of an external PKI', () => {
  const { objects } = monitoring(
    aContext({
      spec: aSpec({ certificates: { management: 'external' } }),
      facts: withOperator,
      releases: {},
    }),
  );

  expect(objects).toEqual([]);
});
