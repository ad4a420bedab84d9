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

import { PlacedPolicy, PolicyLint, subjectOf } from './PolicyLint';

function isDefaultDeny({ policy: { spec } }: PlacedPolicy): boolean {
  return (
    Object.keys(spec.podSelector.matchLabels ?? {}).length === 0 &&
    (spec.podSelector.matchExpressions ?? []).length === 0 &&
    (spec.ingress ?? []).length + (spec.egress ?? []).length === 0
  );
}

/** Policies of a file go in from its top to its bottom. */
export const defaultDenyFirst: PolicyLint = {
  code: 'default-deny-first',
  about: 'In a file, the default deny comes after the policies that allow.',
  run: policies =>
    policies.filter(isDefaultDeny).flatMap(deny => {
      const { file, line = 0 } = deny.location ?? {};
      const after = policies.filter(
        ({ location }) =>
          file !== undefined &&
          location?.file === file &&
          (location.line ?? 0) > line,
      );
      const { name } = deny.policy.metadata;
      return after.length === 0
        ? []
        : [
            {
              severity: 'warning',
              subject: subjectOf(deny.policy),
              title: `Policy ${name} stands before ${after.length} that allow`,
              cause: `A file is applied from top to bottom: when that stops midway, or until it has ended, the namespace is cut off from everything, DNS included.`,
              remedy: `Move ${name} to the end of the file, and when policies are taken away, delete it first.`,
            },
          ];
    }),
};
