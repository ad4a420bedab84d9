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

import {
  LabelSelector,
  NetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { PolicyLint, subjectOf } from './PolicyLint';
import { PlacedRule, rulesOf } from './rulesOf';

const bucket = /(?:^|[^a-z])bucket(?:s?)(?:$|[^a-z])/i;

/** A selector, and whether its pods are ones that others connect to. */
interface Place {
  path: string;
  selector: LabelSelector;
  isServer: boolean;
}

function placesOf(
  { spec }: NetworkPolicy,
  rules: readonly PlacedRule[],
): Place[] {
  const own: Place = {
    path: 'spec.podSelector',
    selector: spec.podSelector,
    isServer: rules.some(({ direction }) => direction === 'ingress'),
  };
  const peers = rules.flatMap(({ path, field, peers: given }) =>
    given.flatMap(({ podSelector }, index): Place[] =>
      podSelector
        ? [
            {
              path: `${path}.${field}[${index}].podSelector`,
              selector: podSelector,
              isServer: field === 'to',
            },
          ]
        : [],
    ),
  );
  return [own, ...peers];
}

/** `bucket=synapse-media`, as a selector asks for it. A client may well be named after what it does: a Job that makes buckets. */
function bucketOf({ selector, isServer }: Place): string | undefined {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const asked = [
    ...Object.entries(matchLabels).map(([key, value]) => ({
      key,
      text: `${key}=${value}`,
    })),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      text: `${key} ${operator} ${values.join(', ')}`.trimEnd(),
    })),
  ];
  return asked.find(({ key, text }) => bucket.test(isServer ? text : key))
    ?.text;
}

/** Buckets are no pods. */
export const bucketsByLabel: PolicyLint = {
  code: 'buckets-by-label',
  about: 'No selector asks for a bucket: pods of MinIO serve all of them.',
  run: policies =>
    policies.flatMap(({ policy }) => {
      return placesOf(policy, rulesOf(policy)).flatMap(place => {
        const asked = bucketOf(place);
        return asked === undefined
          ? []
          : [
              {
                severity: 'warning' as const,
                subject: subjectOf(policy),
                title: `Policy ${policy.metadata.name} asks pods for a bucket, and a NetworkPolicy can't tell buckets apart`,
                cause: `${place.path} asks for ${asked}. Every pod of MinIO serves every bucket, on one port, so no label of a pod stands for a bucket: such a policy selects nobody, or all of them.`,
                remedy:
                  "Select MinIO's pods by v1.min.io/tenant, and keep buckets apart in MinIO: an S3 user and key for each instance, with a policy that names its own bucket alone.",
              },
            ];
      });
    }),
};
