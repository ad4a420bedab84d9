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

import { coversHost } from '../certificateHealth';
import { ownIngresses } from '../ingressHealth';
import { AssessContext } from '../AssessContext';
import { Check } from '../Check';
import { list } from '../text';
import { reapply } from './remedies';

/** Whether some Certificate of the namespace makes the Secret, or covers the host. */
function isCovered(
  host: string,
  secretName: string | undefined,
  { snapshot }: AssessContext,
): boolean {
  return snapshot.certificates
    .filter(({ namespace }) => namespace === snapshot.namespace)
    .some(
      certificate =>
        (secretName === undefined || certificate.secretName === secretName) &&
        certificate.dnsNames.some(name => coversHost(name, host)),
    );
}

/** A TLS host of an Ingress that no Certificate covers: clients get the controller's own, untrusted one. */
export const certificateMissingForHost: Check = {
  code: 'certificate-missing-for-host',
  about: 'Every TLS host of an Ingress is covered by a Certificate.',
  needs: ['ingresses', 'certificates'],
  run(context) {
    const { snapshot, spec, ingress } = context;
    if (spec.certificates.management === 'external') {
      return [];
    }
    return ownIngresses(snapshot).flatMap(({ namespace, name, tls }) =>
      tls.flatMap(({ hosts, secretName }) => {
        const uncovered = hosts.filter(
          host => !isCovered(host, secretName, context),
        );
        if (uncovered.length === 0) {
          return [];
        }
        return [
          {
            severity: 'warning' as const,
            subject: { kind: 'Ingress', namespace, name },
            title: `No Certificate covers ${list(uncovered)}`,
            cause: `Ingress ${name} serves ${list(uncovered)} over TLS with ${
              secretName ? `Secret ${secretName}` : 'no Secret'
            }, and no Certificate of namespace ${namespace} ${
              secretName
                ? `writes that Secret for ${
                    uncovered.length === 1 ? 'it' : 'them'
                  }`
                : 'has these names'
            }. Without one clients get a self-signed certificate.`,
            remedy: `${reapply}, or let cert-manager make one: kubectl -n ${namespace} annotate ingress ${name} cert-manager.io/cluster-issuer=${spec.certificates.issuer}`,
            workloads: [
              ...new Set(
                ingress.routes
                  .filter(
                    route =>
                      route.ingress === name && uncovered.includes(route.host),
                  )
                  .flatMap(({ workload }) => workload ?? []),
              ),
            ],
          },
        ];
      }),
    );
  },
};
