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

import { X509Certificate } from 'node:crypto';
import { InputProblem } from '../InputProblems';
import { checkPem } from './checkPem';
import { entryProblem, KubeconfigEntry } from './KubeconfigEntry';
import { KubeconfigCluster } from './kubeconfigSchema';

const ACCEPTED =
  'an address such as https://api.example.org:6443 is accepted, or http together with insecure-skip-tls-verify: true';

/** An address may have a user and a password in it. */
export function serverText({ server }: KubeconfigCluster): string {
  return server.replace(/\/\/[^/]*@/, '//');
}

function checkServer(
  entry: KubeconfigEntry<KubeconfigCluster>,
): InputProblem[] {
  const { server, 'insecure-skip-tls-verify': isInsecure } = entry.value;
  const protocol = URL.canParse(server) ? new URL(server).protocol : undefined;
  const isFine =
    protocol === 'https:' || (protocol === 'http:' && isInsecure === true);
  return isFine
    ? []
    : [
        entryProblem(
          entry,
          ['cluster', 'server'],
          `it is '${serverText(entry.value)}'; ${ACCEPTED}`,
        ),
      ];
}

function checkProxy(entry: KubeconfigEntry<KubeconfigCluster>): InputProblem[] {
  const proxy = entry.value['proxy-url'];
  return !proxy || URL.canParse(proxy)
    ? []
    : [
        entryProblem(
          entry,
          ['cluster', 'proxy-url'],
          'it is no address; one such as http://proxy.example.org:3128 is accepted',
        ),
      ];
}

/** What would keep a cluster from being reached. */
export function checkCluster(
  entry: KubeconfigEntry<KubeconfigCluster>,
): InputProblem[] {
  const { value } = entry;
  return [
    ...checkServer(entry),
    ...checkProxy(entry),
    ...checkPem(entry, ['cluster', 'certificate-authority'], value, {
      labels: ['CERTIFICATE', 'TRUSTED CERTIFICATE', 'X509 CERTIFICATE'],
      read: pem => new X509Certificate(pem),
    }),
  ];
}
