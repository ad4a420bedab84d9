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
import { Container } from '../controllers/kinds';

export const NEVER_READY = 'matrix-network.io/never-ready';
export const PROBE_IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.57';

const securityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};
const resources = {
  requests: { cpu: '10m', memory: '16Mi' },
  limits: { cpu: '100m', memory: '32Mi' },
};

export interface ProbeJobInput {
  name: string;
  /** The workload that the pod pretends to be. */
  labels: Record<string, string>;
  /** `10.0.0.1:80` or `name:53/udp`, one container each. */
  targets: string[];
  image?: string;
  activeDeadlineSeconds?: number;
  ttlSecondsAfterFinished?: number;
}

/** A probe: a Job whose containers each try one flow under a workload's labels. */
export function probeJob({
  name,
  labels,
  targets,
  image = PROBE_IMAGE,
  activeDeadlineSeconds = 60,
  ttlSecondsAfterFinished = 300,
}: ProbeJobInput): KubernetesObject {
  const container = (entry: Pick<Container, 'name' | 'args'>) => ({
    image,
    resources,
    securityContext,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    ...entry,
  });
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: 'matrix',
      labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
    },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds,
      ttlSecondsAfterFinished,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          readinessGates: [{ conditionType: NEVER_READY }],
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          initContainers: [
            container({
              name: 'settle',
              args: [
                'logs-generator',
                '--log-lines-total=1',
                '--run-duration=3s',
              ],
            }),
          ],
          containers: targets.map((target, index) => {
            const [address, protocol = 'tcp'] = target.split('/');
            return container({
              name: `try-${index}`,
              args: [
                'connect',
                address,
                '--timeout=5s',
                `--protocol=${protocol}`,
                // Long enough for a DNS server to answer.
                '--udp-data=matrix-network-probe',
              ],
            });
          }),
        },
      },
    },
  };
}
