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
  formatHookProduct,
  HookProduct,
  RUN_WHEN_MISSING_ANNOTATION,
} from '../HookProduct';
import { INGRESS_ADMISSION, INGRESS_NAMESPACE } from '../ingressNginx';
import { Patch } from '../manifests';

/** What the certgen Jobs hand on. */
const secret = { namespace: INGRESS_NAMESPACE, name: INGRESS_ADMISSION };

const products: Readonly<Record<string, HookProduct>> = {
  'ingress-nginx-admission-create': { kind: 'Secret', ...secret },
  'ingress-nginx-admission-patch': {
    kind: 'CaBundle',
    webhookConfiguration: INGRESS_ADMISSION,
    secret,
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
