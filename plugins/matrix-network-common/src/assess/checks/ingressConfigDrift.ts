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

import { Check, Observation } from '../Check';
import { expectedSettings, unknownSettings } from '../ingressConfig';

interface Drift {
  cause: string;
  fix?: Record<string, string>;
}

function driftOf(config: Readonly<Record<string, string>>): Drift[] {
  const wrong = expectedSettings
    .filter(({ key, otherwise, accepts }) => !accepts(config[key] ?? otherwise))
    .map(({ key, expected, otherwise, effect }) => ({
      cause: `${key} is ${
        key in config ? `"${config[key]}"` : `not set, which means ${otherwise}`
      } instead of ${expected}: ${effect}.`,
      fix: { [key]: expected },
    }));
  const unknown = Object.entries(unknownSettings)
    .filter(([key]) => key in config)
    .map(([key, why]) => ({
      cause: `${key} is a key that ingress-nginx does not know and ignores: ${why}.`,
    }));
  return [...wrong, ...unknown];
}

/** The controller's configuration is not what the specification asks for. */
export const ingressConfigDrift: Check = {
  code: 'ingress-config-drift',
  about:
    'Body size, timeouts and TLS protocols are as specified, and no key is one that ingress-nginx ignores.',
  needs: ['ingressConfig'],
  run({ snapshot, ingressController }): Observation[] {
    if (!ingressController) {
      return [];
    }
    const drift = driftOf(snapshot.ingressConfig ?? {});
    if (drift.length === 0) {
      return [];
    }
    const { namespace } = ingressController;
    const data = Object.assign({}, ...drift.map(({ fix }) => fix));
    const patch =
      Object.keys(data).length > 0
        ? `, or run: kubectl -n ${namespace} patch configmap ingress-nginx-controller --type merge -p '${JSON.stringify(
            { data },
          )}'`
        : ' and take the ignored keys out';
    return [
      {
        severity: drift.some(({ fix }) => fix) ? 'warning' : 'info',
        subject: {
          kind: 'ConfigMap',
          namespace,
          name: 'ingress-nginx-controller',
        },
        title:
          'The configuration of the ingress controller is not as specified',
        cause: drift.map(({ cause }) => cause).join(' '),
        remedy: `Re-apply the stack${patch}.`,
        workloads: ['ingress-nginx'],
      },
    ];
  },
};
