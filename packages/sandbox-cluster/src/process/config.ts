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
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { networkPluginNames } from '../demo/networkPlugins';
import { faultsSchema } from '../faults/faultsSchema';
import { reachableSchema } from '../network';

const clusterSchema = z.strictObject({
  port: z.number().int().min(0).max(65_535).optional(),
  faults: faultsSchema.optional(),
  /** What connects the pods; with Flannel alone nobody enforces NetworkPolicies. */
  networkPlugin: z.enum(networkPluginNames).optional(),
  /** Addresses outside of the cluster that answer. Default: the public internet's web servers. */
  reachable: z.array(reachableSchema).max(100).optional(),
});

const configSchema = z.strictObject({
  /** The bearer token of both clusters. */
  token: z.string().min(1).default('sandbox'),
  /** How long a visible step takes, in ms. */
  delayMs: z.number().int().min(0).max(60_000).default(400),
  clusters: z
    .strictObject({
      sandbox: clusterSchema.prefault({}),
      'sandbox-drifted': clusterSchema.prefault({}),
    })
    .prefault({}),
});

/** What the sandbox's config file says. */
export type SandboxConfig = z.output<typeof configSchema>;

/** The config with every default. */
export const defaultConfig: SandboxConfig = configSchema.parse({});

/**
 * Reads a config file in YAML or JSON.
 * @throws InputError that names the file, and the field where one is wrong
 */
export function readConfig(file: string): SandboxConfig {
  const parsed = configSchema.safeParse(readYaml(file) ?? {});
  if (!parsed.success) {
    throw new InputError(`${file}: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`The config file ${file} can't be read`, error);
  }
}
