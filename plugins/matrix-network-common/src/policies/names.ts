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

/** The 13 policies of the specification, in the order in which they are applied. @public */
export const corePolicyNames = [
  'allow-dns',
  'postgresql-access',
  'postgresql-li-access',
  'redis-access',
  'minio-access',
  'key-vault-isolation',
  'li-instance-isolation',
  'synapse-main-egress',
  'allow-from-ingress',
  'allow-prometheus-scraping',
  'antivirus-access',
  'sync-system-access',
  'default-deny-all',
] as const;

/** Policies of optional workloads that none of the 13 can select. @public */
export const companionPolicyNames = [
  'haproxy-access',
  'livekit-access',
  'sygnal-access',
] as const;

/** @public */
export type PolicyName =
  | (typeof corePolicyNames)[number]
  | (typeof companionPolicyNames)[number];
