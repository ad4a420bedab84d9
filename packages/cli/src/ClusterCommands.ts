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

import type { images } from './commands/images';
import type { mirror } from './commands/mirror';
import type { plan } from './commands/plan';
import type { rbac } from './commands/rbac';
import type { render } from './commands/render';
import type { tlsCheck, tlsSecret } from './commands/tls';
import type { readLiveSnapshot } from './input/readLiveSnapshot';

/**
 * What needs the clients of Kubernetes and of releases. Those take longer to
 * load than most commands to run, so they are loaded when they are needed.
 */
export interface ClusterCommands {
  plan(): Promise<typeof plan>;
  rbac(): Promise<typeof rbac>;
  render(): Promise<typeof render>;
  images(): Promise<typeof images>;
  mirror(): Promise<typeof mirror>;
  tls(): Promise<{ tlsCheck: typeof tlsCheck; tlsSecret: typeof tlsSecret }>;
  readLiveSnapshot(): Promise<typeof readLiveSnapshot>;
}

/**
 * A module that is loaded when it is needed. Node puts what it imports from
 * CommonJS under `default`; bundlers do not.
 */
async function loaded<T extends object>(
  module: Promise<T & { default?: T }>,
): Promise<T> {
  const given = await module;
  return given.default ?? given;
}

/** Loaded from their files. */
export const clusterCommands: ClusterCommands = {
  plan: async () => (await loaded(import('./commands/plan'))).plan,
  rbac: async () => (await loaded(import('./commands/rbac'))).rbac,
  render: async () => (await loaded(import('./commands/render'))).render,
  images: async () => (await loaded(import('./commands/images'))).images,
  mirror: async () => (await loaded(import('./commands/mirror'))).mirror,
  tls: async () => loaded(import('./commands/tls')),
  readLiveSnapshot: async () =>
    (await loaded(import('./input/readLiveSnapshot'))).readLiveSnapshot,
};
