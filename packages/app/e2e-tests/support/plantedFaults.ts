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

/**
 * What a newcomer must read on the page of `chat-drifted`, for each fault that
 * `packages/sandbox-cluster/src/demo/plantedFaults.ts` plants.
 */
export const plantedFaultTitles: readonly RegExp[] = [
  /Policy key-vault-isolation is missing/,
  /Policy redis-access was edited/,
  /Policy debug-postgresql, which is not part of the stack, opens/,
  /Policy allow-dns selects namespaces by name=kube-system/,
  /Policy sync-system-access selects app\.kubernetes\.io\/name=sync-sytem/,
  /ingress controller has 2 replicas, and 3 are needed/,
  /ingress-nginx 1\.11\.1 has \d+ known vulnerabilities/,
  /Certificate element-web-tls expires in \d days/,
  /Certificate livekit-tls cannot be issued/,
  /leads to Service matrix-well-known, which does not exist/,
  /letsencrypt-staging has a contact e-mail that the CA refuses/,
];
