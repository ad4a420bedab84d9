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

import { MatrixClusterDetail } from '@matrix-network/backstage-plugin-matrix-network-common';

/** Hosts that the Matrix cluster's own Ingresses and Certificates name; wildcards cannot be dialled. */
export function hostsOf(detail: MatrixClusterDetail): string[] {
  const { health } = detail;
  const hosts = [
    ...(health?.ingress.routes.map(route => route.host) ?? []),
    ...(health?.certificates.flatMap(certificate => certificate.dnsNames) ??
      []),
  ];
  return [...new Set(hosts)]
    .filter(host => host && !host.includes('*'))
    .sort((a, b) => a.localeCompare(b));
}
