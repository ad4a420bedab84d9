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
import { Cluster, KubeConfig, User } from '@kubernetes/client-node';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * A kubeconfig of one cluster and one user. Credentials go over plain HTTP only
 * to this very machine, or where the configuration says `skipTLSVerify`.
 */
export function kubeConfigFor(cluster: Cluster, user: User): KubeConfig {
  const { protocol, hostname } = new URL(cluster.server);
  const isPlain = protocol === 'http:';
  if (isPlain && !loopback.test(hostname) && !cluster.skipTLSVerify) {
    throw new InputError(
      `Cluster '${cluster.name}' has the address ${cluster.server}; accepted: https, or http on this machine, or http together with skipTLSVerify: true`,
    );
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    // The library takes plain HTTP for a way around verification.
    { ...cluster, skipTLSVerify: isPlain || cluster.skipTLSVerify },
    user,
  );
  return kubeConfig;
}
