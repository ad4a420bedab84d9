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

/** Names the type alone: any field may hold a credential by mistake. */
function typeOf(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (value === null || value === '') {
    return 'empty';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

const accepts = (accepted: string) => ({
  error: ({ input }: { input?: unknown }) =>
    `is ${typeOf(input)}; ${accepted} is accepted`,
});

const text = z.string(accepts('text')).min(1, accepts('text'));
const optionalText = z.string(accepts('text')).nullish();
const flag = z.boolean(accepts('true or false')).nullish();

function mapping<T extends z.ZodRawShape>(shape: T) {
  return z.object(shape, accepts('a mapping'));
}

function list<T extends z.ZodType>(item: T) {
  return z
    .array(item, accepts('a list'))
    .nullish()
    .transform(items => items ?? []);
}

const cluster = mapping({
  server: text,
  'certificate-authority': optionalText,
  'certificate-authority-data': optionalText,
  'insecure-skip-tls-verify': flag,
  'proxy-url': optionalText,
});

const user = mapping({
  'client-certificate': optionalText,
  'client-certificate-data': optionalText,
  'client-key': optionalText,
  'client-key-data': optionalText,
  token: optionalText,
  tokenFile: optionalText,
  exec: mapping({ command: text }).nullish(),
}).nullish();

const context = mapping({ cluster: text, user: optionalText });

/** What of a kubeconfig it takes to reach a cluster. */
export const kubeconfigSchema = mapping({
  clusters: list(mapping({ name: text, cluster })),
  contexts: list(mapping({ name: text, context })),
  users: list(mapping({ name: text, user })),
});

type Kubeconfig = z.output<typeof kubeconfigSchema>;

/** How to reach an API server. */
export type KubeconfigCluster = Kubeconfig['clusters'][number]['cluster'];

/** How to sign in to one. */
export type KubeconfigUser = NonNullable<Kubeconfig['users'][number]['user']>;

/** Which of those belong together. */
export type KubeconfigContext = Kubeconfig['contexts'][number]['context'];
