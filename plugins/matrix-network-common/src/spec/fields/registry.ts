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

import { z } from 'zod';
import { isDnsLabel } from './dnsLabel';
import { isIpAddress } from './addresses';

const pathPart = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;

/** Says whether the text can stand before an image's name: `host[:port][/path]`. */
export function isRegistry(text: string): boolean {
  const [authority, ...path] = text.split('/');
  const match = /^([^:]+)(?::(\d{1,5}))?$/.exec(authority);
  if (!match || text.length > 200) {
    return false;
  }
  const [, host, port] = match;
  return (
    (isIpAddress(host) || host.split('.').every(isDnsLabel)) &&
    (port === undefined || (Number(port) >= 1 && Number(port) <= 65535)) &&
    // Without a dot or a port, a container runtime takes it for a Docker Hub user.
    (host.includes('.') || port !== undefined || host === 'localhost') &&
    path.every(part => pathPart.test(part))
  );
}

export const registrySchema = z.string().refine(isRegistry, {
  error:
    'expected a registry as host[:port][/path] without a scheme, such as registry.example.org:5000/mirror',
});
