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

import { flow, internet, listed, mustWork, pods, tcp } from '../defineRow';

export const antivirusRows = [
  mustWork({
    id: 'F10',
    why: 'Media are scanned before they are handed out.',
    flows: [
      flow(
        pods('synapse-main', 'haproxy'),
        pods('content-scanner'),
        listed(...tcp(8080)),
      ),
    ],
    policies: ['synapse-main-egress', 'haproxy-access', 'antivirus-access'],
    origin: "the deployment's source",
  }),
  mustWork({
    id: 'F11',
    why: 'The scanner asks ClamAV for a verdict.',
    flows: [
      flow(pods('content-scanner'), pods('clamav'), listed(...tcp(3310))),
    ],
    policies: ['antivirus-access'],
    origin: "the deployment's source",
  }),
  mustWork({
    id: 'F12',
    why: 'The scanner downloads the media that it scans.',
    flows: [
      flow(pods('content-scanner'), pods('synapse-main'), listed(...tcp(8008))),
    ],
    policies: ['antivirus-access', 'synapse-main-egress'],
    origin: "the deployment's scanner configuration",
  }),
  mustWork({
    id: 'F13',
    why: 'ClamAV fetches new signatures (freshclam).',
    flows: [flow(pods('clamav'), [internet], listed(...tcp(443)))],
    policies: ['antivirus-access'],
    origin: "the deployment's freshclam configuration",
  }),
];
