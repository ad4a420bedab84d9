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

import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ClusterAccess } from './ClusterAccess';
import { combineClusterAccess } from './combineClusterAccess';
import { createClusterClientFromKubeConfig } from './createClusterClient';
import { CloudTokens } from './credentials/CloudTokens';
import { AUTH_PROVIDER, authMetadataOf } from './authMetadata';
import { loadKubeConfig } from './loadKubeConfig';
import { clientOf, LocatedCluster, PortalIdentities } from './locatedCluster';
import { LocatorMethod, locatorMethods } from './locatorMethods';
import { NamedCluster, NamedClusters } from './NamedClusters';
import { podAccount } from './podAccount';

const LOCAL_KUBECTL_PROXY: LocatedCluster = {
  name: 'local',
  url: 'http://127.0.0.1:8001',
  skipTLSVerify: false,
  authMetadata: { [AUTH_PROVIDER]: 'localKubectlProxy' },
};

const GKE_NOT_READ =
  "kubernetes.clusterLocatorMethods has type 'gke', whose clusters Matrix Network does not look up: name them in a method of type 'config' or 'catalog' with authProvider googleServiceAccount, or add them by matrixNetworkClusterExtensionPoint";

/** @public */
export interface ConfigClusterAccessOptions {
  /** What precedes the paths of the pod's own account. Default: nothing, as it is in a pod. */
  podRoot?: string;
  /** Is told which locator methods are not read. */
  logger?: Pick<LoggerService, 'warn'>;
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
    const { podRoot = '', logger } = options;
    const identities = {
      tokens: new CloudTokens(config),
      pod: podAccount(podRoot),
    };
    const kubeconfig = config.getOptionalConfig('matrixNetwork.kubeconfig');
    const methods = locatorMethods(config);
    if (methods.some(({ type }) => type === 'gke')) {
      logger?.warn(GKE_NOT_READ);
    }
    return new ConfigClusterAccess(
      combineClusterAccess([
        new NamedClusters(
          methods.flatMap(method => clustersOfMethod(method, identities)),
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

/** Those of `catalog` are another source's: {@link CatalogClusterAccess}. */
function clustersOfMethod(
  { type, config }: LocatorMethod,
  identities: PortalIdentities,
): NamedCluster[] {
  switch (type) {
    case 'config':
      return config
        .getConfigArray('clusters')
        .map(cluster => clusterOfConfig(cluster, identities));
    case 'localKubectlProxy':
      return [
        {
          ...LOCAL_KUBECTL_PROXY,
          createClient: () => clientOf(LOCAL_KUBECTL_PROXY, identities),
        },
      ];
    default:
      return [];
  }
}

function clusterOfConfig(
  config: Config,
  identities: PortalIdentities,
): NamedCluster {
  const name = config.getString('name');
  const url = config.getString('url');
  const title = config.getOptionalString('title');
  return {
    name,
    title,
    createClient: () =>
      clientOf(
        {
          name,
          url,
          caData: config.getOptionalString('caData'),
          caFile: config.getOptionalString('caFile'),
          skipTLSVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
          authMetadata: authMetadataOf(name, config),
        },
        identities,
      ),
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
