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

import { ConfigReader } from '@backstage/config';
import { ForwardedError, InputError } from '@backstage/errors';
import {
  ClusterClient,
  ClusterConnectionError,
  ConfigClusterAccess,
  KubernetesApiError,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { locationText } from './InputProblems';
import { serverText } from './kubeconfig/checkCluster';
import { chooseContext } from './kubeconfig/chooseContext';
import { kubeconfigFiles } from './kubeconfig/kubeconfigFiles';
import { readKubeconfig } from './kubeconfig/readKubeconfig';

/** A context, and the kubeconfig that has it. */
export interface ClusterOptions {
  context: string;
  /** Default: `KUBECONFIG`, else `~/.kube/config`. */
  kubeconfig?: string;
}

/** A cluster to be asked, and how it was chosen. */
export interface ChosenCluster {
  client: ClusterClient;
  /** `kubeconfig.yaml:12:3: context eu (https://api.example.org:6443)` */
  place: string;
}

function placeOf({ context }: ClusterOptions, files: readonly string[]) {
  const chosen = chooseContext(context, readKubeconfig(files));
  const location = chosen.context.locate(['name']);
  const server = serverText(chosen.cluster.value);
  return `${locationText(location)}: context ${context} (${server})`;
}

async function clientOf({
  context,
  kubeconfig,
}: ClusterOptions): Promise<ClusterClient> {
  const config = new ConfigReader({
    matrixNetwork: {
      kubeconfig: {
        contexts: [context],
        ...(kubeconfig && { path: kubeconfig }),
      },
    },
  });
  return ConfigClusterAccess.fromConfig(config).client(context);
}

/** In a pod there may be no file, but the pod's own account. */
async function clientWithoutFile(
  options: ClusterOptions,
): Promise<ClusterClient> {
  try {
    return await clientOf(options);
  } catch {
    throw new InputError(
      `--context '${options.context}': there is no kubeconfig; accepted are --kubeconfig FILE, KUBECONFIG, ~/.kube/config, and in a pod --context inClusterContext`,
    );
  }
}

/**
 * The cluster of a context.
 *
 * @throws InputProblems at each line of the kubeconfig that no cluster could be reached with
 */
export async function chooseCluster(
  options: ClusterOptions,
): Promise<ChosenCluster> {
  const files = kubeconfigFiles(options.kubeconfig);
  return files.length > 0
    ? { place: placeOf(options, files), client: await clientOf(options) }
    : {
        place: `context ${options.context}`,
        client: await clientWithoutFile(options),
      };
}

function isOfCluster(error: unknown): boolean {
  return (
    error instanceof ClusterConnectionError ||
    error instanceof KubernetesApiError ||
    // What a signal that has run out rejects with.
    (error instanceof Error && error.name === 'TimeoutError')
  );
}

/** Asks a cluster. @throws an error that says which kubeconfig, context and server, where the cluster does not answer */
export async function askCluster<T>(
  options: ClusterOptions,
  ask: (client: ClusterClient, place: string) => Promise<T>,
): Promise<T> {
  const { client, place } = await chooseCluster(options);
  try {
    return await ask(client, place);
  } catch (error) {
    throw isOfCluster(error)
      ? new ForwardedError(`${place} could not be asked`, error)
      : error;
  }
}
