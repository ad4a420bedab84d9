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

import { kubernetesBinaries } from '@matrix-network/test-kubernetes';
import { ServerKind } from './ContractServer';
import { kubernetesServer } from './kubernetesServer';
import { sandboxServer } from './sandboxServer';

/** Whether there is a real kube-apiserver to run. */
export const hasKubernetes = kubernetesBinaries() !== undefined;

if (!hasKubernetes) {
  process.stderr.write(
    'SKIPPED: the contract suite against a real kube-apiserver. Set KUBEBUILDER_ASSETS, or build one with `node scripts/kubernetes/build.mjs`.\n',
  );
}

/** The servers that every topic is held against. */
export const servers: ServerKind[] = [
  sandboxServer,
  ...(hasKubernetes ? [kubernetesServer] : []),
];
