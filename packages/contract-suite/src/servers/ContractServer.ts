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

import { ClusterClient } from '@matrix-network/backstage-plugin-matrix-network-node';
import { Api } from './Api';

/** A running API server that the suite is held against. */
export interface ContractServer {
  readonly name: string;
  readonly url: string;
  /** PEM; none over plain HTTP. */
  readonly ca?: string;
  readonly adminToken: string;
  /** As cluster administrator. */
  readonly api: Api;
  /** The product's own client, as cluster administrator. */
  client(): ClusterClient;
  /**
   * Runs with a user who may do nothing with this resource: everybody's
   * `system:serviceaccount:default:sandbox`.
   */
  forbidden(
    rule: { group: string; resource: string },
    run: (api: Api) => Promise<void>,
  ): Promise<void>;
  /** Forgets the history of changes up to now, as etcd's compaction does. */
  compact(): Promise<void>;
  stop(): Promise<void>;
}

/** How to start a server of one kind. */
export interface ServerKind {
  name: string;
  /** Whether webhooks may be programs of this machine. */
  reachesThisMachine: boolean;
  start(): Promise<ContractServer>;
}
