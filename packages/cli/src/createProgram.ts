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
import { evaluate, EvaluateOptions } from './commands/evaluate';
import { diff, DiffOptions } from './commands/diff';
import { explain, ExplainOptions } from './commands/explain';
import type { ImagesOptions } from './commands/images';
import type { MirrorOptions } from './commands/mirror';
import type { PlanOptions } from './commands/plan';
import type { RbacCommandOptions } from './commands/rbac';
import type { RenderOptions } from './commands/render';
import { verify, VerifyOptions } from './commands/verify';
import { ClusterCommands } from './ClusterCommands';
import { ExitCode, Host } from './Host';
import { parseAddresses } from './input/addressOption';
import { parseLimit } from './input/limitOption';
import { parsePort, parsePorts } from './input/portOption';
import { addTlsCommands } from './tls/addTlsCommands';

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

function digestsOption(): Option {
  return new Option(
    '--digests <from>',
    'hold releases against the digests of the catalogue, or trust a mirror with releases of its own',
  )
    .choices(['catalogue', 'firstUse'])
    .default('catalogue');
}

/**
 * The commands of `matrix-network`.
 *
 * @param done - told the exit code of the command that ran
 */
export function createProgram(
  host: Host,
  clusterCommands: ClusterCommands,
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
    .action((given: string[], options: EvaluateOptions) => {
      done(evaluate(given, options, host));
    });

  command(
    'explain',
    'say of one flow whether it is allowed, and which rules decide',
  )
    .addArgument(paths())
    .requiredOption('--from <source>', 'namespace/name of a pod, or an address')
    .requiredOption(
      '--to <destination>',
      'namespace/name of a pod, or an address',
    )
    .requiredOption('--port <n/proto>', "the destination pod's port", parsePort)
    .addOption(outputOption(['text', 'json'], 'text'))
    .action((given: string[], options: ExplainOptions) => {
      done(explain(given, options, host));
    });

  command('verify', 'hold policies against the connectivity contract')
    .argument('[path...]', 'files, folders, or - for standard input')
    .option('-f, --file <spec>', 'the spec: a MatrixCluster document')
    .option('-n, --namespace <name>', "the Matrix namespace, if not the spec's")
    .option('--context <name>', 'a live cluster: a context of the kubeconfig')
    .option('--kubeconfig <file>', 'instead of KUBECONFIG or ~/.kube/config')
    .addOption(
      new Option(
        '--no-assume',
        'do not judge workloads that the files have no pods of as the spec describes them',
      ).conflicts('context'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'least severity that is a violation')
        .choices(['info', 'warning', 'critical'])
        .default('warning'),
    )
    .addOption(outputOption(['table', 'json', 'junit', 'sarif'], 'table'))
    .action(async (given: string[], options: VerifyOptions) => {
      done(await verify(given, options, host, clusterCommands));
    });

  command('diff', 'list flows that open and close between two sets of policies')
    .argument('<old>', 'a file or folder')
    .argument('<new>', 'a file or folder')
    .option('--with <path...>', 'what both sides have: Namespaces and pods')
    .option(
      '-f, --file <spec>',
      'where there are no pods: the spec whose workloads are meant',
    )
    .option(
      '--external <ip>',
      'an address outside; may be repeated',
      parseAddresses,
    )
    .option('--port <n/proto>', 'a port to try; may be repeated', parsePorts)
    .option('--limit <n>', 'most flows to list of each kind', parseLimit, 1000)
    .option('--exit-code', 'exit with 1 when flows open or close')
    .addOption(outputOption(['table', 'json'], 'table'))
    .action((before: string, after: string, options: DiffOptions) => {
      done(diff(before, after, options, host));
    });

  command('render', 'print the stack of a spec, in the order to apply it in')
    .requiredOption('-f, --file <spec>', 'the spec: a MatrixCluster document')
    .addOption(
      new Option('--stage <stage...>', 'only these stages').choices(stageIds),
    )
    .option('--mirror <folder or url>', 'where releases are, if not upstream')
    .addOption(digestsOption())
    .option(
      '--context <name>',
      'a context of the kubeconfig: ask that cluster for its addresses and what is installed',
    )
    .option('--kubeconfig <file>', 'instead of KUBECONFIG or ~/.kube/config')
    .addOption(outputOption(['yaml', 'json'], 'yaml'))
    .action(async (options: RenderOptions) => {
      const render = await clusterCommands.render();
      done(await render(options, host));
    });

  command('plan', 'say what an apply would change on a cluster, by dry run')
    .requiredOption('-f, --file <spec>', 'the spec: a MatrixCluster document')
    .requiredOption(
      '--context <name>',
      'the cluster: a context of the kubeconfig, with the rights of an applier',
    )
    .option('--kubeconfig <file>', 'instead of KUBECONFIG or ~/.kube/config')
    .option('--mirror <folder or url>', 'where releases are, if not upstream')
    .addOption(digestsOption())
    .option(
      '--beside <spec...>',
      'specs of the other Matrix clusters on the same Kubernetes cluster, which share the ingress controller and cert-manager',
    )
    .option(
      '--force <object...>',
      "objects to take over from other managers, such as 'NetworkPolicy matrix/redis-access'",
    )
    .option('--exit-code', 'exit with 1 when anything would be changed')
    .addOption(outputOption(['text', 'json'], 'text'))
    .action(async (options: PlanOptions) => {
      const plan = await clusterCommands.plan();
      done(await plan(options, host));
    });

  command('images', 'list every image that the stack of a spec runs')
    .requiredOption('-f, --file <spec>', 'the spec: a MatrixCluster document')
    .option(
      '--registry <registry>',
      "where the cluster pulls from, if not the spec's images.registry: shows each name there, too",
    )
    .option('--mirror <folder or url>', 'where releases are, if not upstream')
    .addOption(digestsOption())
    .option(
      '--probe-image <image>',
      'what matrixNetwork.probes.image of the configuration names, if anything',
    )
    .addOption(
      outputOption(['list', 'json', 'docker', 'skopeo', 'crane'], 'list'),
    )
    .action(async (options: ImagesOptions) => {
      const images = await clusterCommands.images();
      done(await images(options, host));
    });

  command('mirror', 'fetch and verify releases into a folder, or check one')
    .option('--to <folder>', 'write releases there')
    .addOption(
      new Option('--check <folder>', 'verify all releases there').conflicts([
        'from',
        'file',
        'release',
      ]),
    )
    .option('--from <folder or url>', 'another mirror, instead of upstream')
    .option('-f, --file <spec>', 'the releases that this spec installs')
    .option(
      '--release <component@version...>',
      'such as ingress-nginx@1.15.1; without it and -f, the newest of each component',
    )
    .addOption(digestsOption())
    .addOption(outputOption(['table', 'json'], 'table'))
    .action(async (options: MirrorOptions) => {
      const mirror = await clusterCommands.mirror();
      done(await mirror(options, host));
    });

  command(
    'rbac',
    'print the manifest of an account with just the rights it needs',
  )
    .addOption(
      new Option(
        '--role <role>',
        'what the account is for; applier and prober come beside reader',
      )
        .choices(['reader', 'applier', 'prober'])
        .makeOptionMandatory(),
    )
    .option(
      '-n, --namespace <name...>',
      "the Matrix namespaces, if not the specs' (default: matrix)",
    )
    .option(
      '-f, --file <spec...>',
      'the specs of all Matrix clusters on the Kubernetes cluster, a MatrixCluster document each',
    )
    .option(
      '--existing-ingress-nginx',
      'leave out what the applier needs to bring ingress-nginx: the cluster has one, and no stack brings its own',
    )
    .option(
      '--full-uninstall',
      'let the applier delete the CustomResourceDefinitions and Secrets of the stack that are ticked in an uninstall',
    )
    .option('--service-account <name>', 'the account', 'matrix-network')
    .option(
      '--service-account-namespace <name>',
      "the account's namespace",
      'matrix-network',
    )
    .action(async (options: RbacCommandOptions) => {
      const rbac = await clusterCommands.rbac();
      done(await rbac(options, host));
    });

  addTlsCommands(
    command('tls', 'check TLS certificates that are brought in by hand'),
    host,
    clusterCommands,
    done,
  );
  return program;
}
