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

import {
  anyUdp,
  flow,
  internet,
  listed,
  mediaPorts,
  mustWork,
  pods,
  tcp,
} from '../defineRow';

export const callRows = [
  mustWork({
    id: 'F36',
    why: 'LiveKit finds out through Redis which of its pods has a room.',
    flows: [flow(pods('livekit'), pods('redis'), listed(...tcp(6379, 26379)))],
    policies: ['livekit-access', 'redis-access'],
    origin: 'specification',
  }),
  mustWork({
    id: 'F37',
    why: 'Clients send the media of calls straight to LiveKit.',
    flows: [
      flow([{ kind: 'anyClient' }], pods('livekit'), listed(...mediaPorts)),
    ],
    policies: ['livekit-access'],
    origin: "the deployment's source",
  }),
  mustWork({
    id: 'F38',
    why: 'LiveKit finds out its public address (STUN) and sends media to clients.',
    flows: [flow(pods('livekit'), [internet], listed(anyUdp))],
    policies: ['livekit-access'],
    origin: "the deployment's LiveKit configuration",
  }),
  mustWork({
    id: 'F39',
    why: 'Clients behind strict firewalls have their calls relayed.',
    flows: [
      flow(
        [{ kind: 'anyClient' }],
        pods('coturn'),
        listed({ port: 3478, protocol: 'UDP' }, ...tcp(3478, 5349), {
          port: 49152,
          endPort: 65535,
          protocol: 'UDP',
        }),
      ),
    ],
    policies: [],
    origin: "the deployment's source",
    limit:
      'coturn is on the host network, where no NetworkPolicy applies: the firewall of the hosts decides.',
  }),
];
