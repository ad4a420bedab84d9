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

import { Command, Option } from 'commander';
import type { TlsCheckOptions, TlsSecretOptions } from '../commands/tls';
import type { ClusterCommands } from '../ClusterCommands';
import type { ExitCode, Host } from '../Host';

function addFiles(command: Command): Command {
  return command
    .requiredOption(
      '--cert <file>',
      "PEM: the server's certificate, then those that sign it",
    )
    .requiredOption('--key <file>', 'PEM: its private key, without passphrase')
    .requiredOption('-f, --file <spec>', 'the spec: a MatrixCluster document')
    .option('--ca <file>', 'PEM: the authorities that clients trust')
    .addOption(
      new Option(
        '--purpose <purpose>',
        "server: a TLS Secret for Ingresses; issuer: the organisation's CA, for cert-manager to sign with",
      )
        .choices(['server', 'issuer'])
        .default('server'),
    );
}

/** `tls check` and `tls secret`, below the given command. */
export function addTlsCommands(
  tls: Command,
  host: Host,
  commands: Pick<ClusterCommands, 'tls'>,
  done: (code: ExitCode) => void,
): void {
  const sub = (name: string, description: string) =>
    tls
      .command(name)
      .description(description)
      .copyInheritedSettings(tls)
      .showHelpAfterError('(see --help)');

  addFiles(
    sub(
      'check',
      'hold a certificate from elsewhere against what the Matrix cluster needs',
    ),
  )
    .addOption(
      new Option('-o, --output <format>', 'how to print it')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async (options: TlsCheckOptions) => {
      const { tlsCheck } = await commands.tls();
      done(await tlsCheck(options, host));
    });

  addFiles(
    sub('secret', "print the Secret's manifest, if the check finds no error"),
  )
    .option(
      '--name <name>',
      "the Secret's name (default: matrix-tls, or the spec's organisationCaSecret)",
    )
    .option(
      '-n, --namespace <name>',
      "the Secret's namespace (default: the spec's; of an issuer: cert-manager)",
    )
    .action(async (options: TlsSecretOptions) => {
      const { tlsSecret } = await commands.tls();
      done(await tlsSecret(options, host));
    });
}
