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

import { KubeConfig } from '@kubernetes/client-node';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { podAccount } from './podAccount';

const withUsers = z.object({
  users: z
    .array(
      z.object({
        name: z.string(),
        user: z.object({ tokenFile: z.string().optional() }).nullish(),
      }),
    )
    .nullish(),
});

/** A kubeconfig from a file; without one from the usual places: `KUBECONFIG`, `~/.kube/config`, the pod's own account. */
export function loadKubeConfig(file?: string, podRoot = ''): KubeConfig {
  const kubeConfig = new KubeConfig();
  const files = file ? [file] : usualFiles();
  if (file) {
    kubeConfig.loadFromFile(file);
  } else if (files.length === 0 && podAccount(podRoot).caFile) {
    kubeConfig.loadFromCluster(podRoot);
  } else {
    kubeConfig.loadFromDefault();
  }
  return withTokenFiles(kubeConfig, files);
}

function usualFiles(): string[] {
  const named = process.env.KUBECONFIG?.split(path.delimiter).filter(Boolean);
  const own = path.join(homedir(), '.kube', 'config');
  return named?.length ? named : [own].filter(file => existsSync(file));
}

/** `tokenFile` of a user, which the library does not know. Read anew as the token in it changes. */
function withTokenFiles(
  kubeConfig: KubeConfig,
  files: readonly string[],
): KubeConfig {
  const tokenFiles = new Map(files.flatMap(tokenFilesOf));
  kubeConfig.users = kubeConfig.users.map(user => {
    const tokenFile = tokenFiles.get(user.name);
    return tokenFile === undefined
      ? user
      : {
          name: user.name,
          authProvider: { name: 'tokenFile', config: { tokenFile } },
        };
  });
  return kubeConfig;
}

function tokenFilesOf(file: string): [user: string, tokenFile: string][] {
  const { data } = withUsers.safeParse(parse(readFileSync(file, 'utf8')));
  return (data?.users ?? []).flatMap(({ name, user }) =>
    user?.tokenFile
      ? [[name, path.resolve(path.dirname(file), user.tokenFile)]]
      : [],
  );
}
