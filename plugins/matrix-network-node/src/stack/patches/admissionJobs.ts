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
import { INGRESS_ADMISSION, INGRESS_NAMESPACE } from '../ingressNginx';
import { Patch } from '../manifests';

/**
 * Annotation on Jobs that are hooks rather than state: they run only while what
 * they make is missing. Their pod template is immutable, and newer ones delete
 * themselves, so that holding them as state would make every apply a change.
 */
export const RUN_WHEN_MISSING_ANNOTATION = 'matrix-network.io/run-when-missing';

/** What a hook makes, as written in {@link RUN_WHEN_MISSING_ANNOTATION}. */
export type HookProduct =
  | { kind: 'Secret'; namespace: string; name: string }
  | { kind: 'CaBundle'; webhookConfiguration: string };

export function formatHookProduct(product: HookProduct): string {
  return product.kind === 'Secret'
    ? `Secret/${product.namespace}/${product.name}`
    : `CaBundle/${product.webhookConfiguration}`;
}

/** `undefined` for an object that is no hook. */
export function hookProductOf(
  object: KubernetesObject,
): HookProduct | undefined {
  const text = object.metadata.annotations?.[RUN_WHEN_MISSING_ANNOTATION];
  const [kind, first, second] = text?.split('/') ?? [];
  if (kind === 'Secret' && first && second) {
    return { kind, namespace: first, name: second };
  }
  return kind === 'CaBundle' && first
    ? { kind, webhookConfiguration: first }
    : undefined;
}

const products: Readonly<Record<string, HookProduct>> = {
  'ingress-nginx-admission-create': {
    kind: 'Secret',
    namespace: INGRESS_NAMESPACE,
    name: INGRESS_ADMISSION,
  },
  'ingress-nginx-admission-patch': {
    kind: 'CaBundle',
    webhookConfiguration: INGRESS_ADMISSION,
  },
};

/** Marks the two admission Jobs as hooks. */
export const admissionJobs: Patch = objects =>
  objects.map(object => {
    const product =
      object.kind === 'Job' ? products[object.metadata.name] : undefined;
    if (!product) {
      return object;
    }
    const { metadata } = object;
    return {
      ...object,
      metadata: {
        ...metadata,
        annotations: {
          ...metadata.annotations,
          [RUN_WHEN_MISSING_ANNOTATION]: formatHookProduct(product),
        },
      },
    };
  });
