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

import { COMPONENT_LABEL, INSTANCE_LABEL, NAME_LABEL } from './labels';
import { Workload } from './types';

/** The main instance: what users talk to, and what serves them. */
export const mainWorkloads: readonly Workload[] = [
  {
    id: 'synapse-main',
    title: 'Synapse (main)',
    description:
      'The Matrix homeserver: its main process and its workers, which all carry the same labels.',
    namespace: null,
    podLabels: { [NAME_LABEL]: 'synapse', [INSTANCE_LABEL]: 'main' },
    selector: { [NAME_LABEL]: 'synapse', [INSTANCE_LABEL]: 'main' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'http', port: 8008, protocol: 'TCP' },
      { name: 'replication', port: 9093, protocol: 'TCP' },
      { name: 'metrics', port: 9090, protocol: 'TCP' },
    ],
  },
  {
    id: 'element-web',
    title: 'Element Web',
    description: 'The web client that users open in a browser.',
    namespace: null,
    podLabels: {
      [NAME_LABEL]: 'element-web',
      [COMPONENT_LABEL]: 'webclient',
      [INSTANCE_LABEL]: 'main',
    },
    selector: { [NAME_LABEL]: 'element-web', [INSTANCE_LABEL]: 'main' },
    policyLabels: {},
    hostNetwork: false,
    ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  },
  {
    id: 'key-vault',
    title: 'key_vault',
    description:
      'Keeps the recovery keys. Synapse (main) alone may reach it; it reaches its database and Redis, nothing else.',
    namespace: null,
    podLabels: {
      [NAME_LABEL]: 'key-vault',
      [COMPONENT_LABEL]: 'recovery-key-storage',
      [INSTANCE_LABEL]: 'main',
    },
    selector: { [NAME_LABEL]: 'key-vault' },
    policyLabels: {},
    hostNetwork: false,
    ports: [{ name: 'http', port: 8000, protocol: 'TCP' }],
  },
  {
    id: 'livekit',
    title: 'LiveKit',
    description: 'Carries the media of voice and video calls.',
    namespace: null,
    podLabels: { [NAME_LABEL]: 'livekit', [COMPONENT_LABEL]: 'sfu' },
    selector: { [NAME_LABEL]: 'livekit' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'signalling', port: 7880, protocol: 'TCP' },
      { name: 'rtc-tcp', port: 7881, protocol: 'TCP' },
      { name: 'rtc-udp', port: 50000, endPort: 60000, protocol: 'UDP' },
    ],
  },
  {
    id: 'coturn',
    title: 'coturn',
    description:
      'Relays calls for clients behind strict firewalls. It runs on the host network, where no NetworkPolicy applies.',
    namespace: null,
    podLabels: { [NAME_LABEL]: 'coturn', [INSTANCE_LABEL]: 'main' },
    selector: { [NAME_LABEL]: 'coturn' },
    policyLabels: {},
    hostNetwork: true,
    ports: [
      { name: 'turn-udp', port: 3478, protocol: 'UDP' },
      { name: 'turn-tcp', port: 3478, protocol: 'TCP' },
      { name: 'turns', port: 5349, protocol: 'TCP' },
      { name: 'relay', port: 49152, endPort: 65535, protocol: 'UDP' },
    ],
  },
  {
    id: 'haproxy',
    title: 'HAProxy',
    description:
      'Spreads requests over the Synapse workers, between the ingress controller and Synapse.',
    namespace: null,
    podLabels: {
      [NAME_LABEL]: 'haproxy',
      [COMPONENT_LABEL]: 'load-balancer',
      [INSTANCE_LABEL]: 'main',
    },
    selector: { [NAME_LABEL]: 'haproxy' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'client', port: 8008, protocol: 'TCP' },
      { name: 'federation', port: 8448, protocol: 'TCP' },
      { name: 'stats', port: 8404, protocol: 'TCP' },
    ],
  },
  {
    id: 'sygnal',
    title: 'Sygnal',
    description: "Hands push messages to Apple's and Google's services.",
    namespace: null,
    podLabels: {
      [NAME_LABEL]: 'sygnal',
      [COMPONENT_LABEL]: 'push-gateway',
      [INSTANCE_LABEL]: 'main',
    },
    selector: { [NAME_LABEL]: 'sygnal' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'http', port: 5000, protocol: 'TCP' },
      { name: 'metrics', port: 9000, protocol: 'TCP' },
    ],
  },
  {
    id: 'content-scanner',
    title: 'Content scanner',
    description:
      'Takes scan requests from Synapse, fetches the media and asks ClamAV.',
    namespace: null,
    podLabels: {
      [NAME_LABEL]: 'content-scanner',
      [COMPONENT_LABEL]: 'antivirus',
    },
    selector: { [NAME_LABEL]: 'content-scanner' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'metrics', port: 9000, protocol: 'TCP' },
    ],
  },
  {
    id: 'clamav',
    title: 'ClamAV',
    description: 'Looks for malware in media; fetches new signatures.',
    namespace: null,
    podLabels: { [NAME_LABEL]: 'clamav', [COMPONENT_LABEL]: 'antivirus' },
    selector: { [NAME_LABEL]: 'clamav' },
    policyLabels: {},
    hostNetwork: false,
    ports: [{ name: 'clamd', port: 3310, protocol: 'TCP' }],
  },
  {
    id: 'acme-solver',
    title: 'ACME solver',
    description:
      'Short-lived pods of cert-manager that answer HTTP-01 challenges.',
    namespace: null,
    podLabels: { 'acme.cert-manager.io/http01-solver': 'true' },
    selector: { 'acme.cert-manager.io/http01-solver': 'true' },
    policyLabels: {},
    hostNetwork: false,
    ports: [{ name: 'http', port: 8089, protocol: 'TCP' }],
  },
];
