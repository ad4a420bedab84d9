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

/** The lawful-interception (LI) instance and what keeps its data up to date. */
export const lawfulInterceptionWorkloads: readonly Workload[] = [
  {
    id: 'synapse-li',
    title: 'Synapse (LI)',
    description:
      'Read-only homeserver for lawful interception, cut off from the main instance.',
    namespace: null,
    podLabels: {
      [NAME_LABEL]: 'synapse',
      [COMPONENT_LABEL]: 'homeserver',
      [INSTANCE_LABEL]: 'li',
    },
    selector: { [NAME_LABEL]: 'synapse', [INSTANCE_LABEL]: 'li' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'http', port: 8008, protocol: 'TCP' },
      { name: 'metrics', port: 9090, protocol: 'TCP' },
    ],
  },
  {
    id: 'element-web-li',
    title: 'Element Web (LI)',
    description: 'The web client of the lawful-interception instance.',
    namespace: null,
    podLabels: { [NAME_LABEL]: 'element-web', [INSTANCE_LABEL]: 'li' },
    selector: { [NAME_LABEL]: 'element-web', [INSTANCE_LABEL]: 'li' },
    policyLabels: {},
    hostNetwork: false,
    ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  },
  {
    id: 'synapse-admin-li',
    title: 'Synapse Admin (LI)',
    description: 'The admin page of the lawful-interception instance.',
    namespace: null,
    podLabels: { [NAME_LABEL]: 'synapse-admin', [INSTANCE_LABEL]: 'li' },
    selector: { [NAME_LABEL]: 'synapse-admin', [INSTANCE_LABEL]: 'li' },
    policyLabels: {},
    hostNetwork: false,
    ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  },
  {
    id: 'sync-system',
    title: 'Sync system',
    description:
      'Copies media and sets up replication from the main instance to the lawful-interception instance.',
    namespace: null,
    podLabels: {
      [NAME_LABEL]: 'sync-system',
      [COMPONENT_LABEL]: 'media-sync',
    },
    selector: { [NAME_LABEL]: 'sync-system' },
    policyLabels: {},
    hostNetwork: false,
    ports: [],
  },
];
