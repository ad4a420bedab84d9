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
import {
  MatrixNetworkApi,
  parseStackSpec,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import type { z as zod } from 'zod/v3';

/**
 * The spec as a template hands it over. Only the fields without a default are
 * named here; the backend checks all of them, with the cluster in view.
 */
export const stackSpecInput = (z: typeof zod) =>
  z
    .object({
      name: z.string().describe('Name of the Matrix cluster, e.g. chat-eu'),
      kubernetesCluster: z
        .string()
        .describe(
          'Kubernetes cluster as named in kubernetes.clusterLocatorMethods',
        ),
      domain: z
        .string()
        .describe('Domain of the deployment, e.g. chat.example.org'),
      targetCcu: z
        .number()
        .int()
        .positive()
        .describe('Concurrent users that the ingress controller is sized for'),
    })
    .passthrough()
    .describe(
      'StackSpec of the Matrix cluster; what is left out has a default',
    );

/**
 * Has the backend check the spec.
 *
 * @returns the spec with its defaults, and what a person should know of it
 * @throws InputError with a line for each bad field
 */
export async function validSpec(
  api: MatrixNetworkApi,
  input: unknown,
): Promise<{ spec: StackSpec; warnings: string[] }> {
  const result = await api.validateSpec(input);
  if (!result.valid) {
    throw new InputError(
      [
        'The spec of the Matrix cluster is not valid:',
        ...result.issues.map(issue => `  ${issue.field}: ${issue.message}`),
      ].join('\n'),
    );
  }
  return {
    spec: parseStackSpec(input),
    warnings: result.warnings.map(
      warning => `${warning.field}: ${warning.message}`,
    ),
  };
}
