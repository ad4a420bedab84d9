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

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { InputProblem } from '../InputProblems';
import { besideKubeconfig, checkPem, WantedPem } from './checkPem';
import { entryProblem, KubeconfigEntry } from './KubeconfigEntry';
import { KubeconfigUser } from './kubeconfigSchema';

const certificate: WantedPem = {
  labels: ['CERTIFICATE'],
  read: pem => new X509Certificate(pem),
};

const privateKey: WantedPem = {
  labels: ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'],
  read: pem => createPrivateKey(pem),
};

const halves = ['client-certificate', 'client-key'] as const;

/** A client certificate without its key, or the other way round. */
function checkHalves(entry: KubeconfigEntry<KubeconfigUser>): InputProblem[] {
  const { value } = entry;
  const [one, other] = halves.map(
    field => value[field] || value[`${field}-data`],
  );
  if (Boolean(one) === Boolean(other)) {
    return [];
  }
  const [there, missing] = one ? halves : [...halves].reverse();
  const field = value[there] ? there : `${there}-data`;
  return [
    entryProblem(
      entry,
      ['user', field],
      `it is there without ${missing} or ${missing}-data; both or neither are accepted`,
    ),
  ];
}

function checkTokenFile(
  entry: KubeconfigEntry<KubeconfigUser>,
): InputProblem[] {
  const { tokenFile } = entry.value;
  if (!tokenFile) {
    return [];
  }
  const file = besideKubeconfig(entry, tokenFile);
  try {
    accessSync(file, constants.R_OK);
    return [];
  } catch {
    const message = `${file} cannot be read; the path of a file with a token is accepted`;
    return [entryProblem(entry, ['user', 'tokenFile'], message)];
  }
}

/** What would keep a user from signing in. */
export function checkUser(
  entry: KubeconfigEntry<KubeconfigUser>,
): InputProblem[] {
  const { value } = entry;
  return [
    ...checkHalves(entry),
    ...checkPem(entry, ['user', 'client-certificate'], value, certificate),
    ...checkPem(entry, ['user', 'client-key'], value, privateKey),
    ...checkTokenFile(entry),
  ];
}
