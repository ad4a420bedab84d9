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

import { stageIds } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Argument, Command, Option } from 'commander';
import type { EvaluateOptions } from './commands/evaluate';
import type { RenderOptions } from './commands/render';
import { ExitCode, Host } from './Host';
import { parseAddresses } from './input/addressOption';
import { parsePorts } from './input/portOption';
import { loaded } from './loaded';

const paths = () =>
  new Argument(
    '<path...>',
    'YAML or JSON files, folders of them, or - for standard input',
  );

function outputOption(choices: readonly string[], usual: string): Option {
  return new Option('-o, --output <format>', 'how to print it')
    .choices(choices)
    .default(usual);
}

/**
 * The commands of `matrix-network`. Each is loaded when it runs: the clients of
 * Kubernetes take longer to load than most commands to run.
 *
 * @param done - told the exit code of the command that ran
 */
export function createProgram(
  host: Host,
  done: (code: ExitCode) => void,
): Command {
  const program = new Command('matrix-network')
    .description(
      'Renders and checks the networking stack of Matrix clusters. Exit code 0: fine; 1: violations; 2: bad usage or input.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: text => host.out(text),
      writeErr: text => host.err(text.trimEnd()),
    });
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .copyInheritedSettings(program)
      .showHelpAfterError('(see --help)');

  command('evaluate', 'list every flow that the policies allow')
    .addArgument(paths())
    .option(
      '--external <ip>',
      'an address outside the cluster, as source and destination; may be repeated',
      parseAddresses,
    )
    .option(
      '--port <n/proto>',
      'a port to try beside those that pods declare, such as 53/UDP; may be repeated',
      parsePorts,
    )
    .addOption(outputOption(['json', 'table'], 'json'))
    .action(async (given: string[], options: EvaluateOptions) => {
      const { evaluate } = await loaded(import('./commands/evaluate'));
      done(evaluate(given, options, host));
    });

  command('render', 'print the stack of a spec, in the order to apply it in')
    .requiredOption('-f, --file <spec>', 'the spec: a MatrixCluster document')
    .addOption(
      new Option('--stage <stage...>', 'only these stages').choices(stageIds),
    )
    .option('--mirror <folder or url>', 'where releases are, if not upstream')
    .option(
      '--context <name>',
      'a context of the kubeconfig: ask that cluster for its addresses and what is installed',
    )
    .option('--kubeconfig <file>', 'instead of KUBECONFIG or ~/.kube/config')
    .addOption(outputOption(['yaml', 'json'], 'yaml'))
    .action(async (options: RenderOptions) => {
      const { render } = await loaded(import('./commands/render'));
      done(await render(options, host));
    });
  return program;
}
