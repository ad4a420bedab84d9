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

import { isError } from '@backstage/errors';
import { ClusterAccess } from '@matrix-network/backstage-plugin-matrix-network-node';

/**
 * Whether there is no such Kubernetes cluster. One that is not listed may be known
 * to a source of clusters that does not answer at the moment.
 *
 * @returns false also where it is there, and can't be signed in to
 */
export async function isUnknownCluster(
  clusters: Pick<ClusterAccess, 'client'>,
  name: string,
): Promise<boolean> {
  try {
    await clusters.client(name);
    return false;
  } catch (error) {
    return isError(error) && error.name === 'NotFoundError';
  }
}
