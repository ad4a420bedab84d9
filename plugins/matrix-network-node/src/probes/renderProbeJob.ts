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
  KubernetesObject,
  PROBE_LABEL,
  ProbeFlow,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { isIPv6 } from 'node:net';
import { containerName, ProbeJob } from './probeJobs';
import { ProbeSettings } from './ProbeSettings';

/**
 * A condition that nobody sets, so that the pod never becomes Ready: it carries
 * a workload's labels, and must not be sent what is meant for the workload.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
 */
const NEVER_READY = 'matrix-network.io/never-ready';

/** agnhost needs no user of its own; this one is nobody's. */
const USER = 65532;

/** What the restricted Pod Security Standard asks of a container. */
const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

const resources = {
  requests: { cpu: '10m', memory: '16Mi' },
  limits: { cpu: '100m', memory: '64Mi' },
};

/** `host:port` as agnhost takes it. */
function addressOf({ target, port }: ProbeFlow): string {
  const host = target.kind === 'service' ? target.host : target.address;
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

function container(name: string, args: string[], image: string) {
  return {
    name,
    image,
    args,
    resources,
    securityContext: containerSecurity,
    // agnhost says on its standard error why it did not connect; this brings it
    // into the pod's status, so that reading logs takes no permission.
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}

/**
 * The Job that tries some flows of one source. The pods belong to the Job from
 * their beginning, so no other controller adopts them; they get no token, and
 * nothing of them is left a while after the end, whoever started them.
 */
export function renderProbeJob(
  { name, source, flows }: ProbeJob,
  options: { namespace: string; operation: string; settings: ProbeSettings },
): KubernetesObject {
  const { namespace, operation, settings } = options;
  const { image, timeoutSeconds, settleSeconds } = settings;
  const labels = { ...source.labels, [PROBE_LABEL]: operation };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels: { [PROBE_LABEL]: operation } },
    spec: {
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      activeDeadlineSeconds: settings.deadlineSeconds,
      ttlSecondsAfterFinished: settings.ttlSeconds,
      template: {
        metadata: {
          labels,
          annotations: {
            // A sidecar would never end, and decides flows by rules of its own.
            'sidecar.istio.io/inject': 'false',
            'linkerd.io/inject': 'disabled',
          },
        },
        spec: {
          restartPolicy: 'Never',
          readinessGates: [{ conditionType: NEVER_READY }],
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 1,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          securityContext: {
            runAsNonRoot: true,
            runAsUser: USER,
            runAsGroup: USER,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          initContainers: [
            container(
              'settle',
              [
                'logs-generator',
                '--log-lines-total=1',
                `--run-duration=${settleSeconds}s`,
              ],
              image,
            ),
          ],
          containers: flows.map((flow, index) =>
            container(
              containerName(index),
              [
                'connect',
                addressOf(flow),
                `--timeout=${timeoutSeconds}s`,
                `--protocol=${flow.protocol.toLowerCase()}`,
              ],
              image,
            ),
          ),
        },
      },
    },
  };
}
