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

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { User } from '@kubernetes/client-node';
import { ClusterAccess } from './ClusterAccess';
import { combineClusterAccess } from './combineClusterAccess';
import { createClusterClientFromKubeConfig } from './createClusterClient';
import { AuthProvider, authProviderOf } from './authProvider';
import { kubeConfigFor } from './kubeConfigFor';
import { loadKubeConfig } from './loadKubeConfig';
import { NamedCluster, NamedClusters } from './NamedClusters';
import { PodAccount, podAccount } from './podAccount';

const LOCAL_KUBECTL_PROXY = {
  name: 'local',
  url: 'http://127.0.0.1:8001',
};

/** @public */
export interface ConfigClusterAccessOptions {
  /** What precedes the paths of the pod's own account. Default: nothing, as it is in a pod. */
  podRoot?: string;
}

/**
 * The clusters that configuration names: `kubernetes.clusterLocatorMethods`, as
 * Backstage's Kubernetes plugin reads it, then `matrixNetwork.kubeconfig`.
 * @public
 */
export class ConfigClusterAccess implements ClusterAccess {
  readonly #sources: ClusterAccess;

  private constructor(sources: ClusterAccess) {
    this.#sources = sources;
  }

  /** Reads configuration only; no cluster is contacted. */
  static fromConfig(
    config: Config,
    options: ConfigClusterAccessOptions = {},
  ): ConfigClusterAccess {
    const { podRoot = '' } = options;
    const methods =
      config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
    const kubeconfig = config.getOptionalConfig('matrixNetwork.kubeconfig');
    return new ConfigClusterAccess(
      combineClusterAccess([
        new NamedClusters(
          methods.flatMap(method => clustersOfMethod(method, podRoot)),
        ),
        new NamedClusters(
          kubeconfig ? clustersOfKubeconfig(kubeconfig, podRoot) : [],
        ),
      ]),
    );
  }

  async list() {
    return this.#sources.list();
  }

  async client(clusterName: string) {
    return this.#sources.client(clusterName);
  }
}

/** Other locator methods (`catalog`, `gke`) find clusters at run time; a module can add them. */
function clustersOfMethod(method: Config, podRoot: string): NamedCluster[] {
  switch (method.getString('type')) {
    case 'config':
      return method
        .getConfigArray('clusters')
        .map(cluster => clusterOfConfig(cluster, podRoot));
    case 'localKubectlProxy':
      return [{ ...LOCAL_KUBECTL_PROXY, createClient: localKubectlProxy }];
    default:
      return [];
  }
}

function localKubectlProxy() {
  const { name, url } = LOCAL_KUBECTL_PROXY;
  const kubeConfig = kubeConfigFor(
    { name, server: url, skipTLSVerify: false },
    { name },
  );
  return createClusterClientFromKubeConfig(name, kubeConfig);
}

function clusterOfConfig(config: Config, podRoot: string): NamedCluster {
  const name = config.getString('name');
  const server = config.getString('url');
  return {
    name,
    title: config.getOptionalString('title'),
    createClient() {
      const { user, caFile } = signIn(
        name,
        authProviderOf(name, config),
        podAccount(podRoot),
      );
      const caData = config.getOptionalString('caData');
      const kubeConfig = kubeConfigFor(
        {
          name,
          server,
          caData,
          caFile:
            config.getOptionalString('caFile') ?? (caData ? undefined : caFile),
          skipTLSVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
        },
        user,
      );
      return createClusterClientFromKubeConfig(name, kubeConfig);
    },
  };
}

/** Whom to sign in as, and whose CA to trust where the configuration names none. */
function signIn(
  name: string,
  provider: AuthProvider,
  pod: PodAccount,
): { user: User; caFile?: string } {
  if (provider.kind === 'anonymous') {
    return { user: { name } };
  }
  if (provider.token) {
    return { user: { name, token: provider.token } };
  }
  const { tokenFile, caFile } = pod;
  return {
    user: { name, authProvider: { name: 'tokenFile', config: { tokenFile } } },
    caFile,
  };
}

/** `path` (default: `KUBECONFIG`, `~/.kube/config`, the pod's own account) and `contexts` (default: the current one). */
function clustersOfKubeconfig(config: Config, podRoot: string): NamedCluster[] {
  const path = config.getOptionalString('path');
  const load = () => loadKubeConfig(path, podRoot);
  const contexts = config.getOptionalStringArray('contexts') ?? [
    load().getCurrentContext(),
  ];
  return contexts.map(name => ({
    name,
    createClient() {
      const kubeConfig = load();
      const known = kubeConfig.getContexts().map(context => context.name);
      if (!known.includes(name)) {
        throw new InputError(
          `matrixNetwork.kubeconfig.contexts names '${name}'; the kubeconfig has: ${known.join(
            ', ',
          )}`,
        );
      }
      kubeConfig.setCurrentContext(name);
      return createClusterClientFromKubeConfig(name, kubeConfig);
    },
  }));
}
