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

import { StackSpec } from '../spec/StackSpec';
import { SCRAPE_LABEL } from '../workloads/labels';
import { hasWorkload } from '../workloads/workloadsOf';
import { definePolicy } from './definePolicy';
import { excludeKeyVault } from './peers/excludeKeyVault';
import { prometheus } from './peers/prometheus';
import { allowFrom, tcp } from './rules';

export const allowPrometheusScraping = definePolicy({
  name: 'allow-prometheus-scraping',
  role: 'core',
  purpose:
    'Lets Prometheus reach pods labelled prometheus.io/scrape: "true" on their metrics ports; never key_vault.',
  contractRows: ['F41', 'N9', 'N18'],
  isRendered: () => true,
  rules: spec => ({
    podSelector: excludeKeyVault({ [SCRAPE_LABEL]: 'true' }),
    policyTypes: ['Ingress'],
    ingress: allowFrom([prometheus(spec)], tcp(...metricsPortsOf(spec))),
  }),
});

/**
 * LiveKit's port for signalling also serves its metrics; 9000 serves those of
 * MinIO, Sygnal and the content scanner, 9090 Synapse's, 9121 those of a Redis
 * exporter, 9187 PostgreSQL's.
 */
function metricsPortsOf(spec: StackSpec): number[] {
  return [
    ...(hasWorkload(spec, 'livekit') ? [7880] : []),
    ...(hasWorkload(spec, 'haproxy') ? [8404] : []),
    9000,
    9090,
    9121,
    9187,
  ];
}
