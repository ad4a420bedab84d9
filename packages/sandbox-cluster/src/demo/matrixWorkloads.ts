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

import { WorkloadInput } from './manifests';

/** A workload of the Matrix deployment; its Service has its name unless `services` says more. */
export type MatrixWorkload = Omit<WorkloadInput, 'namespace'> & {
  services?: {
    name: string;
    headless?: boolean;
    publishNotReady?: boolean;
    ports?: string[];
  }[];
};

const EXPOSE = { 'app.kubernetes.io/expose': 'true' };
const SCRAPE = { 'prometheus.io/scrape': 'true' };

const named = (name: string, component?: string) => ({
  'app.kubernetes.io/name': name,
  ...(component ? { 'app.kubernetes.io/component': component } : {}),
});

const instance = (name: 'main' | 'li') => ({
  'app.kubernetes.io/instance': name,
  'matrix.instance': name,
});

const SYNAPSE = 'matrixdotorg/synapse:v1.142.0';

function synapse(
  component: string,
  ports: string[],
): Pick<WorkloadInput, 'image' | 'labels' | 'selector' | 'ports'> {
  const selector = { ...named('synapse', component), ...instance('main') };
  return {
    image: SYNAPSE,
    selector,
    labels: { ...selector, ...EXPOSE, ...SCRAPE },
    ports: [...ports, 'metrics:9090'],
  };
}

function postgresql(name: string, replicas: number): MatrixWorkload {
  const selector = { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' };
  const ports = ['postgresql:5432'];
  return {
    kind: 'StatefulSet',
    name,
    image: 'ghcr.io/cloudnative-pg/postgresql:17.6',
    selector,
    labels: { ...selector, ...SCRAPE },
    ports: [...ports, 'status:8000', 'metrics:9187'],
    replicas,
    firstOrdinal: 1,
    services: ['rw', 'ro', 'r'].map(role => ({
      name: `${name}-${role}`,
      ports,
    })),
  };
}

const synapseMain: MatrixWorkload[] = [
  {
    kind: 'StatefulSet',
    name: 'synapse-main',
    ...synapse('homeserver', ['http:8008', 'replication:9093']),
  },
  ...(
    [
      ['generic-worker', 2, 'http:8008'],
      ['synchrotron', 2, 'http:8008'],
      ['media-repository', 2, 'http:8008'],
      ['event-persister', 2, 'replication:9093'],
      ['federation-sender', 1, 'replication:9093'],
    ] as const
  ).map(
    ([component, replicas, port]): MatrixWorkload => ({
      kind: 'Deployment',
      name: `synapse-${component}`,
      ...synapse(component, [port]),
      replicas,
    }),
  ),
];

const webClient = (
  name: string,
  image: string,
  labels: Record<string, string>,
  replicas: number,
): MatrixWorkload => ({
  kind: 'Deployment',
  name,
  image,
  selector: labels,
  labels: { ...labels, ...EXPOSE },
  ports: ['http:80'],
  replicas,
});

const mainWebClient = webClient(
  'element-web',
  'vectorim/element-web:v1.12.4',
  { ...named('element-web', 'webclient'), ...instance('main') },
  2,
);

const lawfulInterception: MatrixWorkload[] = [
  {
    kind: 'StatefulSet',
    name: 'synapse-li',
    image: SYNAPSE,
    selector: { ...named('synapse', 'homeserver'), ...instance('li') },
    labels: {
      ...named('synapse', 'homeserver'),
      ...instance('li'),
      ...EXPOSE,
      ...SCRAPE,
    },
    ports: ['http:8008', 'metrics:9090'],
  },
  webClient(
    'element-web-li',
    'vectorim/element-web:v1.12.4',
    { ...named('element-web', 'webclient'), ...instance('li') },
    1,
  ),
  webClient(
    'synapse-admin-li',
    'awesometechnologies/synapse-admin:0.11.1',
    { ...named('synapse-admin', 'admin-ui'), ...instance('li') },
    1,
  ),
];

const data: MatrixWorkload[] = [
  postgresql('matrix-postgresql', 3),
  postgresql('matrix-postgresql-li', 2),
  {
    kind: 'StatefulSet',
    name: 'redis',
    image: 'redis:7.4-alpine',
    selector: named('redis'),
    labels: named('redis', 'database'),
    ports: ['redis:6379', 'sentinel:26379'],
    replicas: 3,
    services: [
      { name: 'redis' },
      { name: 'redis-headless', headless: true, publishNotReady: true },
    ],
  },
  {
    kind: 'StatefulSet',
    name: 'matrix-minio-pool-0',
    image: 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
    selector: {
      'v1.min.io/tenant': 'matrix-minio',
      'v1.min.io/pool': 'pool-0',
    },
    labels: {
      'v1.min.io/tenant': 'matrix-minio',
      'v1.min.io/pool': 'pool-0',
      ...SCRAPE,
    },
    ports: ['http-minio:9000', 'http-console:9090'],
    replicas: 4,
    services: [
      { name: 'minio', ports: ['http-minio:9000'] },
      { name: 'matrix-minio-console', ports: ['http-console:9090'] },
      { name: 'matrix-minio-hl', headless: true, ports: ['http-minio:9000'] },
    ],
  },
];

const services: MatrixWorkload[] = [
  {
    kind: 'Deployment',
    name: 'key-vault',
    image: 'registry.example.org/matrix/key-vault:1.4.0',
    labels: {
      ...named('key-vault', 'recovery-key-storage'),
      ...instance('main'),
    },
    ports: ['http:8000'],
    replicas: 2,
  },
  {
    kind: 'Deployment',
    name: 'livekit',
    image: 'livekit/livekit-server:v1.9.4',
    selector: named('livekit', 'sfu'),
    labels: { ...named('livekit', 'sfu'), ...EXPOSE, ...SCRAPE },
    // A container can't declare the range 50000-60000; the source names its first port.
    ports: ['http:7880', 'rtc-tcp:7881', 'rtc-udp:50000/UDP'],
    services: [{ name: 'livekit', ports: ['http:7880', 'rtc-tcp:7881'] }],
    replicas: 3,
  },
  {
    kind: 'DaemonSet',
    name: 'coturn',
    image: 'coturn/coturn:4.7.0',
    labels: { ...named('coturn'), ...instance('main') },
    ports: ['turn-udp:3478/UDP', 'turn-tcp:3478', 'turns-tcp:5349'],
    hostNetwork: true,
  },
  {
    kind: 'Deployment',
    name: 'haproxy',
    image: 'haproxy:3.2-alpine',
    selector: { ...named('haproxy', 'load-balancer'), ...instance('main') },
    labels: {
      ...named('haproxy', 'load-balancer'),
      ...instance('main'),
      'ingress-accessible': 'true',
      ...EXPOSE,
      ...SCRAPE,
    },
    ports: ['client:8008', 'federation:8448', 'stats:8404'],
    replicas: 2,
  },
  {
    kind: 'Deployment',
    name: 'sygnal',
    image: 'matrixdotorg/sygnal:v0.16.0',
    selector: { ...named('sygnal', 'push-gateway'), ...instance('main') },
    labels: {
      ...named('sygnal', 'push-gateway'),
      ...instance('main'),
      ...SCRAPE,
    },
    ports: ['http:5000', 'metrics:9000'],
    replicas: 2,
  },
  {
    kind: 'Deployment',
    name: 'content-scanner',
    image: 'vectorim/matrix-content-scanner:1.2.1',
    selector: named('content-scanner', 'antivirus'),
    labels: { ...named('content-scanner', 'antivirus'), ...SCRAPE },
    ports: ['http:8080', 'metrics:9000'],
    replicas: 3,
  },
  {
    kind: 'DaemonSet',
    name: 'clamav',
    image: 'clamav/clamav:1.5.1',
    labels: named('clamav', 'antivirus'),
    ports: ['clamd:3310'],
  },
];

/**
 * Every workload of the Matrix deployment that runs as a set of pods, with the
 * labels that the source manifests give them, and the `expose` and `scrape`
 * labels that the policies select by.
 */
export const matrixWorkloads: readonly MatrixWorkload[] = [
  ...data,
  ...synapseMain,
  mainWebClient,
  ...lawfulInterception,
  ...services,
];

/** Labels of the sync system's pods. */
export const SYNC_SYSTEM_LABELS = named('sync-system', 'media-sync');
/** Labels of the pods of key_vault's database Job: selected by its policy, not by its Service. */
export const KEY_VAULT_JOB_LABELS = named('key-vault', 'init-db');
/** Labels of the pods of the replication Job. */
export const REPLICATION_JOB_LABELS = named('sync-system', 'setup-replication');
