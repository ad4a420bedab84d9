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

/** What the selectors of a set of policies can tell of labels. */
export interface SelectorTerms {
  /** Whether any selector can tell a pod with this label from one without. */
  tells(key: string, value: string): boolean;
}

/** Deeper than any policy goes. */
const MAX_DEPTH = 12;

interface Requirement {
  key: string;
  operator: string;
  values: readonly string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requirementOf(value: unknown): Requirement[] {
  return isRecord(value)
    ? [
        {
          key: String(value.key),
          operator: String(value.operator),
          values: Array.isArray(value.values) ? value.values.map(String) : [],
        },
      ]
    : [];
}

function requirementsIn(value: unknown, depth: number): Requirement[] {
  if (depth > MAX_DEPTH) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(item => requirementsIn(item, depth + 1));
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([field, content]) => {
    if (field === 'matchLabels' && isRecord(content)) {
      return Object.entries(content).map(([key, one]) => ({
        key,
        operator: 'In',
        values: [String(one)],
      }));
    }
    return field === 'matchExpressions' && Array.isArray(content)
      ? content.flatMap(requirementOf)
      : requirementsIn(content, depth + 1);
  });
}

/**
 * The terms of policies of whichever kind. To `In` and `NotIn`, a value that
 * they do not list is as good as no label; `Exists` and `DoesNotExist` tell.
 */
export function selectorTerms(policies: readonly object[]): SelectorTerms {
  const values = new Map<string, Set<string>>();
  const presence = new Set<string>();
  requirementsIn(policies, 0).forEach(({ key, operator, values: listed }) => {
    if (operator === 'In' || operator === 'NotIn') {
      const known = values.get(key) ?? new Set<string>();
      listed.forEach(value => known.add(value));
      values.set(key, known);
    } else {
      presence.add(key);
    }
  });
  return {
    tells: (key, value) =>
      presence.has(key) || (values.get(key)?.has(value) ?? false),
  };
}
