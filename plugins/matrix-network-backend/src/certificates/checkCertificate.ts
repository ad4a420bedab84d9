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

import { InputError } from '@backstage/errors';
import { CertificateCheck } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Services } from '../service/Services';
import { checkableHosts, coversHost } from './checkableHosts';

/**
 * Checks a host of the Matrix cluster.
 * @throws InputError for a host or port that is none of its own.
 */
export async function checkCertificate(
  services: Pick<Services, 'directory' | 'health' | 'certificates'>,
  name: string,
  request: { host: string; port?: number },
): Promise<CertificateCheck> {
  const { spec } = await services.directory.get(name);
  const health = await services.health.health(name);
  const { hosts, ports } = checkableHosts(spec, health);
  const { host, port = 443 } = request;
  if (!coversHost(hosts, host)) {
    throw new InputError(
      `host is '${host}', but checks go only to hosts that Ingresses and Certificates of ${name} name: ${
        hosts.join(', ') || 'none has been seen yet'
      }`,
    );
  }
  if (!ports.includes(port)) {
    throw new InputError(
      `port is ${port}, but accepted are ${ports.join(' and ')}`,
    );
  }
  return services.certificates.check(host.toLowerCase(), port);
}
