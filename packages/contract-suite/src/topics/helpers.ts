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

import { setTimeout as delay } from 'node:timers/promises';
import { Answer, Api } from '../servers';

/** Paths of a namespace's ConfigMaps, the plainest objects that there are. */
export const configMaps = (namespace: string, name?: string): string =>
  `/api/v1/namespaces/${namespace}/configmaps${name ? `/${name}` : ''}`;

export const configMap = (
  name: string,
  data: Record<string, string | null> = { a: '1' },
  metadata: object = {},
) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});

/** Makes a namespace of a topic's own. */
export async function createNamespace(
  api: Api,
  name: string,
  labels: Record<string, string> = {},
): Promise<void> {
  const answer = await api.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  });
  expect(answer).toMatchObject({ status: 201 });
}

/** The value at a path of parsed JSON, `undefined` where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null
        ? Object.entries(current).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}

/** The text at a path of parsed JSON. */
export function textAt(value: unknown, ...path: (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') {
    throw new Error(`There is no text at ${path.join('.')}`);
  }
  return found;
}

/** The list at a path of parsed JSON; empty where there is none. */
export function listAt(
  value: unknown,
  ...path: (string | number)[]
): unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A refusal as the API words it. */
export const refusal = (
  status: number,
  reason: string,
  message: unknown,
  details?: object,
) => ({
  status,
  body: {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code: status,
    reason,
    message,
    ...(details && { details }),
  },
});

/** Asks until the answer is as wanted; at most 20 s. */
export async function until(
  what: string,
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Not within 20 s: ${what}; last: ${JSON.stringify(answer).slice(
          0,
          2_000,
        )}`,
      );
    }
    await delay(50);
  }
}
