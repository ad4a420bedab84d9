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

import { SCRAPE_LABEL, NAME_LABEL } from '../../workloads/labels';
import { flow, listed, mustWork, pods, tcp } from '../defineRow';

const prometheus = pods('prometheus');

export const monitoringRows = [
  mustWork({
    id: 'F41',
    why: 'Prometheus collects the metrics of pods that carry the scrape label.',
    flows: [
      flow(
        prometheus,
        pods('synapse-main', 'synapse-li'),
        listed(...tcp(9090)),
      ),
      flow(
        prometheus,
        pods('postgresql', 'postgresql-li'),
        listed(...tcp(9187)),
      ),
      flow(
        prometheus,
        pods('minio', 'sygnal', 'content-scanner'),
        listed(...tcp(9000)),
      ),
      flow(prometheus, pods('haproxy'), listed(...tcp(8404))),
      flow(prometheus, pods('livekit'), listed(...tcp(7880))),
      flow(
        prometheus,
        [
          {
            kind: 'pods',
            // Redis has metrics only where someone adds an exporter and the label.
            podLabels: { [NAME_LABEL]: 'redis', [SCRAPE_LABEL]: 'true' },
            title: 'Redis with an exporter',
          },
        ],
        listed(...tcp(9121)),
      ),
    ],
    policies: ['allow-prometheus-scraping'],
    origin: 'specification',
  }),
];
