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

import { z } from 'zod';

import { emptyForNull } from './emptyForNull';
import {
  looseNetworkPolicy,
  ParsedNetworkPolicy,
  strictNetworkPolicy,
} from './policySchema';
import { PolicyProblem } from './types';

const identitySchema = z.object({
  kind: z.string().catch('Object'),
  metadata: z
    .object({
      name: z.string().catch('(no name)'),
      namespace: z.string().optional().catch(undefined),
    })
    .catch({ name: '(no name)' }),
});

/** Kind, namespace and name of whatever was given, for reports. */
export function identityOf(object: unknown): PolicyProblem['object'] {
  const parsed = identitySchema.safeParse(object);
  return parsed.success
    ? { kind: parsed.data.kind, ...parsed.data.metadata }
    : { kind: 'Object', name: '(no name)' };
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function problemsOfIssue(
  object: PolicyProblem['object'],
  issue: z.core.$ZodIssue,
): PolicyProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      object,
      path: pathText([...issue.path, key]),
      severity: 'unknownField',
      message: `unknown field "${key}": the API server drops it`,
    }));
  }
  return [
    {
      object,
      path: pathText(issue.path),
      severity: 'invalid',
      message: issue.message,
    },
  ];
}

/** Reads an object with a strict and a loose schema: the value without unknown fields, and what is wrong. */
export function readWithProblems<T>(
  object: unknown,
  strict: z.ZodType<T>,
  loose: z.ZodType<T>,
): { value?: T; problems: PolicyProblem[] } {
  const result = strict.safeParse(object);
  if (result.success) {
    return { value: result.data, problems: [] };
  }
  // A check of several fields together runs only where each is right, so what
  // is left without the unknown fields can have problems of its own.
  const withoutUnknown = loose.safeParse(object);
  const identity = identityOf(object);
  const issues = [
    ...result.error.issues,
    ...(withoutUnknown.error?.issues ?? []),
  ];
  const problems = new Map(
    issues
      .flatMap(issue => problemsOfIssue(identity, issue))
      .map(problem => [`${problem.path} ${problem.message}`, problem]),
  );
  return { value: withoutUnknown.data, problems: [...problems.values()] };
}

export function readNetworkPolicy(object: unknown): {
  value?: ParsedNetworkPolicy;
  problems: PolicyProblem[];
} {
  return readWithProblems(
    emptyForNull(object),
    strictNetworkPolicy,
    looseNetworkPolicy,
  );
}

/**
 * What the API server would refuse in a `networking.k8s.io/v1` NetworkPolicy,
 * and the fields that it would silently drop, each by its path. An empty list
 * means that the object is fine.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 * @public
 */
export function validateNetworkPolicy(object: unknown): PolicyProblem[] {
  return readNetworkPolicy(object).problems;
}
