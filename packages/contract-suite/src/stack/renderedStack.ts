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

import {
  ClusterFacts,
  KubernetesObject,
  parseStackSpec,
  Stack,
  StackSpec,
  StackSpecInput,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  loadReleases,
  MirrorFolderReleaseSource,
  ReleaseManifests,
  renderStack,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { mirrorFiles } from '@matrix-network/sandbox-cluster';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folder with the real upstream manifests, where there is one. */
export const realMirror = process.env.MATRIX_NETWORK_TEST_MIRROR;

if (!realMirror) {
  process.stderr.write(
    'SKIPPED: the stack of the real upstream manifests. Set MATRIX_NETWORK_TEST_MIRROR to a folder that `matrix-network mirror --to` wrote.\n',
  );
}

let written: Promise<string> | undefined;

/** The sandbox's miniature releases as a folder. */
async function writeMiniatureMirror(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-mirror-'));
  for (const [file, content] of mirrorFiles()) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  return folder;
}

/** A mirror of releases: the real one, else the sandbox's. */
export async function mirrorFolder(): Promise<string> {
  if (realMirror) {
    return realMirror;
  }
  written ??= writeMiniatureMirror();
  return written;
}

/** What a cluster says of itself that has a Prometheus operator. */
export const someFacts: ClusterFacts = {
  kubernetesVersion: '1.34',
  apiServers: [{ address: '10.96.0.1', port: 443 }],
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/16'],
  nodeCidrs: ['192.0.2.10/32'],
  prometheusOperator: true,
};

/** A spec, with what the test is about changed. */
export function aSpec(input: Partial<StackSpecInput> = {}): StackSpec {
  return parseStackSpec({
    name: 'chat-eu',
    kubernetesCluster: 'contract',
    domain: 'chat.example.org',
    targetCcu: 5000,
    ...input,
  });
}

/** The releases of a spec, as the mirror has them. */
export async function releasesFor(
  spec: StackSpec,
  facts: ClusterFacts = someFacts,
): Promise<ReleaseManifests> {
  return loadReleases(
    spec,
    facts,
    new MirrorFolderReleaseSource(await mirrorFolder()),
  );
}

/** A stack as the product renders it. */
export async function renderedStack(
  spec: StackSpec,
  facts: ClusterFacts = someFacts,
): Promise<Stack> {
  return renderStack(spec, facts, await releasesFor(spec, facts));
}

/** All objects of a stack, in order. */
export function objectsOf(stack: Stack): KubernetesObject[] {
  return stack.stages.flatMap(({ objects }) => objects);
}
