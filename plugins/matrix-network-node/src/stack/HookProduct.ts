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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';

/**
 * Annotation on Jobs that are hooks rather than state: they run only while what
 * they make is missing. Their pod template is immutable, and newer ones delete
 * themselves, so that holding them as state would make every apply a change.
 */
export const RUN_WHEN_MISSING_ANNOTATION = 'matrix-network.io/run-when-missing';

export interface SecretName {
  namespace: string;
  name: string;
}

/** What a hook makes, as written in {@link RUN_WHEN_MISSING_ANNOTATION}. */
export type HookProduct =
  | ({ kind: 'Secret' } & SecretName)
  | {
      kind: 'CaBundle';
      webhookConfiguration: string;
      /** Where the CA is taken from. */
      secret: SecretName;
    };

export function formatHookProduct(product: HookProduct): string {
  const { namespace, name } =
    product.kind === 'Secret' ? product : product.secret;
  return product.kind === 'Secret'
    ? `Secret/${namespace}/${name}`
    : `CaBundle/${product.webhookConfiguration}/${namespace}/${name}`;
}

/** `undefined` for an object that is no hook. */
export function hookProductOf(
  object: KubernetesObject,
): HookProduct | undefined {
  const text = object.metadata.annotations?.[RUN_WHEN_MISSING_ANNOTATION];
  const [kind, first, second, third] = text?.split('/') ?? [];
  if (kind === 'Secret' && first && second) {
    return { kind, namespace: first, name: second };
  }
  return kind === 'CaBundle' && first && second && third
    ? {
        kind,
        webhookConfiguration: first,
        secret: { namespace: second, name: third },
      }
    : undefined;
}
