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
import {
  Severity,
  StackSpec,
  validateStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterCommands } from '../ClusterCommands';
import { ExitCode, exitCodes, Host } from '../Host';
import { ClusterObjects } from '../input/ClusterObjects';
import { problemOf } from '../input/describeProblem';
import { InputProblems, Location } from '../input/InputProblems';
import { assertKubeconfigIsRead } from '../input/kubeconfigOption';
import { listFiles, STDIN, STDIN_NAME } from '../input/listFiles';
import { readDocuments } from '../input/readDocuments';
import { readObjects } from '../input/readObjects';
import { defaultSpec, readSpecFile, specOf } from '../input/specFile';
import { junit } from '../output/junit';
import { reportJson } from '../output/reportJson';
import { reportTable } from '../output/reportTable';
import { sarif } from '../output/sarif';
import { assertWasRead } from '../verify/assertWasRead';
import { buildReport } from '../verify/buildReport';
import { judgedPods } from '../verify/judgedPods';
import { snapshotOfObjects } from '../verify/snapshotOfObjects';
import { VerifyReport, violationsOf } from '../verify/VerifyReport';

/** Options of `verify`. */
export interface VerifyOptions {
  file?: string;
  namespace?: string;
  context?: string;
  kubeconfig?: string;
  failOn: Severity;
  /** False for `--no-assume`. */
  assume: boolean;
  output: keyof typeof formats | 'sarif';
}

/** All but SARIF can do without a place. */
const formats = {
  json: reportJson,
  table: reportTable,
  junit,
} as const;

/** Where results of SARIF stand that no line has: at the spec, else at the first file. */
function anchorOf(paths: readonly string[], { file }: VerifyOptions): Location {
  const [anchor] = file ? [file] : listFiles(paths);
  if (anchor === undefined) {
    throw new InputError(
      '-o sarif of a cluster needs -f: its results have no file but the spec to stand at, and code hosts refuse results without one',
    );
  }
  return { file: anchor === STDIN ? STDIN_NAME : anchor, line: 1 };
}

/** How a report is to be printed; known before anything is asked of a cluster. */
function formatOf(
  paths: readonly string[],
  options: VerifyOptions,
): (report: VerifyReport) => string {
  if (options.output !== 'sarif') {
    return formats[options.output];
  }
  const anchor = anchorOf(paths, options);
  return report => sarif(report, anchor);
}

function inNamespace(spec: StackSpec, namespace: string): StackSpec {
  const given = { ...spec, namespace };
  const problem = validateStackSpec(given).issues.find(
    ({ field }) => field === 'namespace',
  );
  if (problem) {
    throw new InputError(`--namespace '${namespace}': ${problem.message}`);
  }
  return given;
}

/** The spec that `-f` names, else the one among the documents, else the defaults. */
function specFor(
  { file, namespace, context }: VerifyOptions,
  objects?: ClusterObjects,
): StackSpec {
  const among = objects?.specs ?? [];
  if (!file && among.length > 1) {
    throw new InputProblems(
      among.map(object =>
        problemOf(
          object,
          [],
          `one of ${among.length} specs among the documents; one is accepted, or -f that says which counts`,
        ),
      ),
    );
  }
  const [document] = among;
  const fallback = () =>
    defaultSpec({ ...(context && { kubernetesCluster: 'context' }) });
  const given = file
    ? readSpecFile(file)
    : (document && specOf(document)) || fallback();
  return namespace === undefined ? given : inNamespace(given, namespace);
}

function verifyFiles(
  paths: readonly string[],
  options: VerifyOptions,
  host: Host,
): VerifyReport {
  const objects = readObjects(readDocuments(paths));
  objects.warnings.forEach(warning => host.err(`warning: ${warning}`));
  const spec = specFor(options, objects);
  const { pods, assumed } = judgedPods(objects.pods, spec, {
    assume: options.assume,
    installed: objects.installed,
  });
  const now = new Date();
  return buildReport({
    snapshot: snapshotOfObjects(objects, pods, spec, now),
    spec,
    source: paths.join(' '),
    assumed,
    failOn: options.failOn,
    now,
    objects,
  });
}

async function verifyCluster(
  context: string,
  options: VerifyOptions,
  clusterCommands: ClusterCommands,
): Promise<VerifyReport> {
  const spec = specFor(options);
  const readLiveSnapshot = await clusterCommands.readLiveSnapshot();
  const now = new Date();
  const { snapshot, place } = await readLiveSnapshot(spec, {
    context,
    kubeconfig: options.kubeconfig,
    now,
  });
  assertWasRead(snapshot, place);
  return buildReport({
    snapshot,
    spec,
    source: `context ${context}`,
    assumed: [],
    failOn: options.failOn,
    now,
  });
}

/** `verify PATH…` and `verify --context NAME`: the connectivity contract, row by row. */
export async function verify(
  paths: readonly string[],
  options: VerifyOptions,
  host: Host,
  clusterCommands: ClusterCommands,
): Promise<ExitCode> {
  if ((paths.length === 0) === (options.context === undefined)) {
    throw new InputError(
      'verify takes either files and folders, or --context with the name of a context of the kubeconfig',
    );
  }
  assertKubeconfigIsRead(options);
  const format = formatOf(paths, options);
  const report = options.context
    ? await verifyCluster(options.context, options, clusterCommands)
    : verifyFiles(paths, options, host);
  host.out(format(report));
  return violationsOf(report) > 0 ? exitCodes.violations : exitCodes.fine;
}
