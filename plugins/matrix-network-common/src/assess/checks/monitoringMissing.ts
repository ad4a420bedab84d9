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

import { Check } from '../Check';
import { reapply } from './remedies';

/** The alert that the stack brings. */
const ALERT = 'CertificateExpiringSoon';

/** The Prometheus operator is there, the stack's alert is not. */
export const monitoringMissing: Check = {
  code: 'monitoring-missing',
  about:
    'Where the Prometheus operator is installed, the alert on certificates is too.',
  needs: ['prometheusRules'],
  run({ snapshot }) {
    const there = (snapshot.prometheusRules ?? []).some(({ alerts }) =>
      alerts.includes(ALERT),
    );
    if (!snapshot.facts.prometheusOperator || there) {
      return [];
    }
    return [
      {
        severity: 'info',
        subject: { kind: 'Namespace', name: snapshot.namespace },
        title: `No rule of Prometheus has the alert ${ALERT}`,
        cause:
          "The cluster has the Prometheus operator, and none of its PrometheusRules has the stack's alert: nobody is told by it when a certificate nears its end.",
        remedy: `${reapply}: stage monitoring brings it.`,
        workloads: [],
      },
    ];
  },
};
