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

import { usePermission } from '@backstage/plugin-permission-react';
import { matrixNetworkApplyPermission } from '@matrix-network/backstage-plugin-matrix-network-common';

/** Whether the user may change what is on a cluster; `forbidden` once it is known that not. */
export function useMayApply(): { allowed: boolean; forbidden: boolean } {
  const { allowed, loading } = usePermission({
    permission: matrixNetworkApplyPermission,
  });
  return { allowed, forbidden: !loading && !allowed };
}
