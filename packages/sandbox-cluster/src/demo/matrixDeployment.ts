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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ContainerProgram } from '../kubelet';
import { ingress, job, namespace, service, workload } from './manifests';
import {
  KEY_VAULT_JOB_LABELS,
  MatrixWorkload,
  matrixWorkloads,
  REPLICATION_JOB_LABELS,
  SYNC_SYSTEM_LABELS,
} from './matrixWorkloads';

export interface MatrixDeploymentOptions {
  namespace: string;
  domain: string;
  /** Where the client API's Ingress leads: to Synapse itself or to HAProxy before it. */
  frontend: 'synapse-main' | 'haproxy';
}

const RCLONE = 'rclone/rclone:1.71.2';

/** The Matrix deployment, without any networking stack. */
export function matrixDeployment(
  options: MatrixDeploymentOptions,
): KubernetesObject[] {
  return [
    namespace(options.namespace),
    ...matrixWorkloads.flatMap(entry => objectsOf(entry, options.namespace)),
    ...syncSystem(options.namespace),
    job({
      namespace: options.namespace,
      name: 'key-vault-init-db',
      image: 'ghcr.io/cloudnative-pg/postgresql:17.6',
      labels: KEY_VAULT_JOB_LABELS,
    }),
    ...ingresses(options),
  ];
}

function objectsOf(
  { services, ...input }: MatrixWorkload,
  namespaceName: string,
): KubernetesObject[] {
  return [
    workload({ ...input, namespace: namespaceName }),
    ...(services ?? [{ name: input.name }]).map(
      ({ name, ports = input.ports ?? [], ...options }) =>
        service({
          ...options,
          namespace: namespaceName,
          name,
          ports,
          selector: input.selector ?? input.labels,
        }),
    ),
  ];
}

/** The CronJob, and one run of it that is under way, so that its flows can be judged. */
function syncSystem(namespaceName: string): KubernetesObject[] {
  const run = job({
    namespace: namespaceName,
    name: 'sync-system-media-1',
    image: RCLONE,
    labels: SYNC_SYSTEM_LABELS,
  });
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'sync-system-media', namespace: namespaceName },
      spec: {
        schedule: '*/15 * * * *',
        concurrencyPolicy: 'Forbid',
        jobTemplate: { spec: run.spec },
      },
    },
    run,
    job({
      namespace: namespaceName,
      name: 'sync-system-setup-replication',
      image: 'ghcr.io/cloudnative-pg/postgresql:17.6',
      labels: REPLICATION_JOB_LABELS,
    }),
  ];
}

function ingresses({
  namespace: namespaceName,
  domain,
  frontend,
}: MatrixDeploymentOptions): KubernetesObject[] {
  const route = (
    name: string,
    host: string,
    serviceName: string,
    port: number,
    path = '/',
  ) =>
    ingress({
      namespace: namespaceName,
      name,
      host,
      tlsSecret: `${name}-tls`,
      issuer: 'letsencrypt-prod',
      paths: [{ path, service: serviceName, port }],
    });
  return [
    route('matrix-client', `matrix.${domain}`, frontend, 8008),
    route('element-web', `element.${domain}`, 'element-web', 80),
    route('livekit', `livekit.${domain}`, 'livekit', 7880),
    route('synapse-li', `matrix-li.${domain}`, 'synapse-li', 8008),
    route('element-web-li', `element-li.${domain}`, 'element-web-li', 80),
    route('synapse-admin-li', `admin-li.${domain}`, 'synapse-admin-li', 80),
  ];
}

/** The media sync goes on for as long as the demo runs. */
export const mediaSync: ContainerProgram = {
  matches: ({ image }) => image === RCLONE,
  run: () => ({ kind: 'running' }),
};
