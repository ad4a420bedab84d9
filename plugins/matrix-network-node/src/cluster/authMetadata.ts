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
import { z } from 'zod';

/** How to sign in to a cluster: the annotations of a cluster in the catalog, and `serviceAccountToken`. */
export type AuthMetadata = Readonly<Record<string, string | undefined>>;

export const AUTH_PROVIDER = 'kubernetes.io/auth-provider';
export const AWS_ASSUME_ROLE = 'kubernetes.io/aws-assume-role';
export const AWS_EXTERNAL_ID = 'kubernetes.io/aws-external-id';
export const AWS_CLUSTER_ID = 'kubernetes.io/x-k8s-aws-id';
export const SERVICE_ACCOUNT_TOKEN = 'serviceAccountToken';

const block = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
);

/** Of a cluster in the configuration: fields of its own, over which its `authMetadata` goes. */
export function authMetadataOf(name: string, cluster: Config): AuthMetadata {
  return {
    [AUTH_PROVIDER]: cluster.getOptionalString('authProvider'),
    [SERVICE_ACCOUNT_TOKEN]: cluster.getOptionalString('serviceAccountToken'),
    [AWS_ASSUME_ROLE]: cluster.getOptionalString('assumeRole'),
    [AWS_EXTERNAL_ID]: cluster.getOptionalString('externalId'),
    ...metadataBlock(name, cluster),
  };
}

function metadataBlock(name: string, cluster: Config): AuthMetadata {
  const { data, error } = block.safeParse(
    cluster.getOptional('authMetadata') ?? {},
  );
  if (!data) {
    const field = ['authMetadata', ...error.issues[0].path].join('.');
    throw new InputError(
      `Cluster '${name}': ${field} is not text; accepted: text for each key of authMetadata`,
    );
  }
  return data;
}
