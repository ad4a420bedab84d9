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

import { NetworkPolicy } from '@matrix-network/backstage-plugin-matrix-network-common';
import { admits, isForSome, podLabelsOf, selects } from './admits';
import { PlacedPolicy, PolicyLint, subjectOf } from './PolicyLint';
import { opensTcp, rulesOf } from './rulesOf';

const S3 = 9000;

/** Names of policies that are meant for what is in MinIO, rather than for MinIO. */
const ofContent = /bucket|media/i;

type Instance = 'main' | 'li';

/** Which of the two instances a policy lets in to MinIO. */
function admitted(policy: NetworkPolicy, namespace: string): Set<Instance> {
  const peers = rulesOf(policy)
    .filter(rule => rule.direction === 'ingress' && opensTcp(rule, S3, 's3'))
    .flatMap(rule => rule.peers);
  const isIn = (id: 'synapse-main' | 'synapse-li') =>
    peers.some(peer => admits(peer, podLabelsOf(id), namespace));
  return new Set([
    ...(isIn('synapse-main') ? (['main'] as const) : []),
    ...(isIn('synapse-li') ? (['li'] as const) : []),
  ]);
}

function onlyFor(
  instance: Instance,
  policies: readonly PlacedPolicy[],
  namespace: string,
): PlacedPolicy[] {
  return policies.filter(({ policy }) => {
    const instances = admitted(policy, namespace);
    return instances.size === 1 && instances.has(instance);
  });
}

/** Two policies for the same pods and port are one: they add up. */
export const bucketsByPolicy: PolicyLint = {
  code: 'buckets-by-policy',
  about: 'No pair of policies is meant to keep buckets apart.',
  run: (policies, { namespace }) => {
    const ofMinio = policies.filter(
      ({ policy }) =>
        isForSome(policy) && selects(policy, podLabelsOf('minio')),
    );
    return onlyFor('main', ofMinio, namespace).flatMap(main =>
      onlyFor('li', ofMinio, namespace)
        .filter(li =>
          [main, li].some(({ policy }) => ofContent.test(policy.metadata.name)),
        )
        .map(li => ({
          severity: 'warning' as const,
          subject: subjectOf(li.policy),
          title: `Policies ${main.policy.metadata.name} and ${li.policy.metadata.name} look as if they kept buckets apart; they can't`,
          cause:
            'Both select the same pods of MinIO and open TCP 9000: policies add up, so each instance reaches every bucket that its S3 key is good for. A NetworkPolicy sees pods and ports, no buckets.',
          remedy:
            'Keep buckets apart in MinIO: an S3 user and key for each instance, with a policy that names its own bucket alone. One policy for MinIO, minio-access, says as much as the two.',
        })),
    );
  },
};
