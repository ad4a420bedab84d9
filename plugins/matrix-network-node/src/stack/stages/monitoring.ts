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
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { INGRESS_NAMESPACE, ingressPodLabels } from '../ingressNginx';
import { ownedBy, shared } from '../labels';
import { StageRenderer } from './StageContext';

/** The alert and the scrape settings, where the Prometheus operator can read them. */
export const monitoring: StageRenderer = ({ spec, facts, releases }) => {
  const stage = { id: 'monitoring', title: 'Monitoring', waits: [] } as const;
  if (!facts.prometheusOperator) {
    return {
      ...stage,
      waits: [],
      objects: [],
      note: 'No alert and no scrape settings: the cluster has no Prometheus operator (CRDs of monitoring.coreos.com)',
    };
  }
  const objects: KubernetesObject[] = [];
  if (spec.certificates.management !== 'external') {
    objects.push(ownedBy(spec, 'monitoring')(certificateAlert(spec)));
  }
  if (releases.ingressNginx) {
    objects.push(shared('monitoring')(ingressPodMonitor()));
  }
  if (releases.certManager) {
    objects.push(shared('monitoring')(certManagerPodMonitor()));
  }
  return { ...stage, waits: [], objects };
};

/**
 * cert-manager renews when a third of the lifetime is left. Half of that third
 * later something is wrong, be it 15 days of 90 or one day of 6. The metric is 0
 * until a certificate is first issued.
 */
function expiryExpression(namespace: string): string {
  const expiry = `certmanager_certificate_expiration_timestamp_seconds{namespace="${namespace}"}`;
  const renewal = `certmanager_certificate_renewal_timestamp_seconds{namespace="${namespace}"}`;
  return [
    `((${expiry} > 0) - time())`,
    `  < ((${expiry} > 0) - (${renewal} > 0)) / 2`,
  ].join('\n');
}

function certificateAlert(spec: StackSpec): KubernetesObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: 'matrix-network-certificates',
      namespace: spec.namespace,
    },
    spec: {
      groups: [
        {
          name: 'matrix-network-certificates',
          rules: [
            {
              alert: 'CertificateExpiringSoon',
              expr: expiryExpression(spec.namespace),
              for: '15m',
              labels: { severity: 'warning' },
              annotations: {
                summary:
                  'Certificate {{ $labels.namespace }}/{{ $labels.name }} expires in {{ $value | humanizeDuration }}',
                description:
                  'cert-manager should have renewed Certificate {{ $labels.namespace }}/{{ $labels.name }} of issuer {{ $labels.issuer_name }} by now. It expires in {{ $value | humanizeDuration }}. Look at its CertificateRequest, Order and Challenge.',
              },
            },
          ],
        },
      ],
    },
  };
}

function ingressPodMonitor(): KubernetesObject {
  return podMonitor('ingress-nginx', INGRESS_NAMESPACE, {
    matchLabels: ingressPodLabels,
    port: 'metrics',
  });
}

function certManagerPodMonitor(): KubernetesObject {
  return podMonitor('cert-manager', 'cert-manager', {
    matchLabels: {
      'app.kubernetes.io/instance': 'cert-manager',
      'app.kubernetes.io/component': 'controller',
    },
    port: 'http-metrics',
  });
}

function podMonitor(
  name: string,
  namespace: string,
  target: { matchLabels: Record<string, string>; port: string },
): KubernetesObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: target.matchLabels },
      podMetricsEndpoints: [{ port: target.port, honorLabels: true }],
    },
  };
}
