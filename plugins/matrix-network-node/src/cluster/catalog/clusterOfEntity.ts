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

import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { AUTH_PROVIDER } from '../authMetadata';
import { authProviderOf } from '../authProvider';
import { LocatedCluster } from '../locatedCluster';
import { checkApiServerAddress } from './apiServerAddress';

const PREFIX = 'kubernetes.io/';
const API_SERVER = 'kubernetes.io/api-server';
const CERTIFICATE_AUTHORITY = 'kubernetes.io/api-server-certificate-authority';
const SKIP_TLS_VERIFY = 'kubernetes.io/skip-tls-verify';

/** The portal's own token on its own cluster is not for whoever writes to the catalog to send about. */
const ACCEPTED = [
  'aws',
  'azure',
  'googleServiceAccount',
  'localKubectlProxy',
] as const;

/** What a locator method of type `catalog` admits beyond the usual. */
export interface CatalogMethod {
  /** Hosts that may have a private address, or plain HTTP. */
  allowedHosts: readonly string[];
  allowSkipTLSVerify: boolean;
}

export function catalogMethodOf(config: Config): CatalogMethod {
  return {
    allowedHosts:
      config.getOptionalStringArray('dangerouslyAllowClusterUrls') ?? [],
    allowSkipTLSVerify:
      config.getOptionalBoolean('dangerouslyAllowSkipTLSVerify') ?? false,
  };
}

/** Whether an entity says how to reach a cluster; others only say that there is one. */
export function isReachable({ metadata: { annotations } }: Entity): boolean {
  return [API_SERVER, CERTIFICATE_AUTHORITY, AUTH_PROVIDER].every(
    key => annotations?.[key] !== undefined,
  );
}

/** @throws InputError saying why the portal does not connect to it. */
export function clusterOfEntity(
  { metadata }: Entity,
  method: CatalogMethod,
): LocatedCluster {
  const { name, title, annotations = {} } = metadata;
  const cluster = {
    name,
    title,
    url: annotations[API_SERVER],
    caData: annotations[CERTIFICATE_AUTHORITY],
    skipTLSVerify:
      method.allowSkipTLSVerify && annotations[SKIP_TLS_VERIFY] === 'true',
    authMetadata: Object.fromEntries(
      Object.entries(annotations).filter(([key]) => key.startsWith(PREFIX)),
    ),
  };
  authProviderOf(name, cluster.authMetadata, ACCEPTED);
  checkApiServerAddress(cluster.url, method.allowedHosts);
  return cluster;
}
