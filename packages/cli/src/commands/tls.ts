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
import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import { stringify } from 'yaml';
import { ExitCode, exitCodes, Host } from '../Host';
import { readSpecFile } from '../input/specFile';
import { table } from '../output/table';
import { dnsNamesOf } from '../tls/checks/coveredNames';
import { checkTls, hasErrors, TlsResult } from '../tls/checkTls';
import { readTlsMaterial, TlsFiles } from '../tls/readTlsMaterial';
import { TlsMaterial } from '../tls/TlsCheck';

/** Options that `tls check` and `tls secret` share. */
interface TlsOptions extends TlsFiles {
  file: string;
}

/** Options of `tls check`. */
export interface TlsCheckOptions extends TlsOptions {
  output: 'table' | 'json';
}

/** Options of `tls secret`. */
export interface TlsSecretOptions extends TlsOptions {
  name?: string;
  namespace?: string;
}

function rowsOf(results: readonly TlsResult[]): string[][] {
  return results.flatMap(({ check, problems }) =>
    problems.length === 0
      ? [[check, 'fine', '']]
      : problems.map(({ severity, message }) => [check, severity, message]),
  );
}

function summaryOf({ chain, names, purpose }: TlsMaterial) {
  const [own] = chain;
  return {
    subject: own.subject,
    issuer: own.fields.issuer,
    dnsNames: dnsNamesOf(own),
    notBefore: own.fields.notBefore.toISOString(),
    notAfter: own.fields.notAfter.toISOString(),
    ...(purpose === 'server' && { needed: names }),
  };
}

/** `tls check`: whether a certificate from elsewhere will do for the Matrix cluster. */
export async function tlsCheck(
  options: TlsCheckOptions,
  host: Host,
): Promise<ExitCode> {
  const spec = readSpecFile(options.file);
  const { material } = readTlsMaterial(options, spec, new Date());
  const results = await checkTls(material);
  host.out(
    options.output === 'json'
      ? `${JSON.stringify(
          { certificate: summaryOf(material), results },
          undefined,
          2,
        )}\n`
      : table(['CHECK', 'RESULT', 'WHAT'], rowsOf(results)),
  );
  return hasErrors(results) ? exitCodes.violations : exitCodes.fine;
}

/** Where the Secret goes: beside the Ingresses, or where cert-manager looks for its issuers' keys. */
function placeOf(
  spec: StackSpec,
  { name, namespace, purpose }: TlsSecretOptions,
): { name: string; namespace: string } {
  return purpose === 'issuer'
    ? {
        name:
          name ?? spec.certificates.organisationCaSecret ?? 'organisation-ca',
        namespace: namespace ?? 'cert-manager',
      }
    : {
        name: name ?? 'matrix-tls',
        namespace: namespace ?? spec.namespace,
      };
}

/** Names of objects and of Namespaces, as the API server accepts them. */
const objectName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** `tls secret`: the Secret's manifest, if the certificate will do. The key goes to standard output alone. */
export async function tlsSecret(
  options: TlsSecretOptions,
  host: Host,
): Promise<ExitCode> {
  const spec = readSpecFile(options.file);
  const metadata = placeOf(spec, options);
  if (!objectName.test(metadata.name)) {
    throw new InputError(
      `--name '${metadata.name}' is not accepted; expected a DNS name in lower case`,
    );
  }
  if (!label.test(metadata.namespace)) {
    throw new InputError(
      `--namespace '${metadata.namespace}' is not accepted; expected lower-case letters, digits and dashes, at most 63`,
    );
  }
  const { material, keyPem } = readTlsMaterial(options, spec, new Date());
  const results = await checkTls(material);
  rowsOf(results)
    .filter(([, result]) => result !== 'fine')
    .forEach(([check, result, message]) =>
      host.err(`${result}: ${check}: ${message}`),
    );
  if (hasErrors(results)) {
    host.err('no Secret is printed for a certificate that will not do');
    return exitCodes.violations;
  }
  const certificates = material.chain.map(({ x509 }) => x509.toString());
  host.out(
    stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': Buffer.from(certificates.join('')).toString('base64'),
        'tls.key': Buffer.from(keyPem).toString('base64'),
      },
    }),
  );
  return exitCodes.fine;
}
