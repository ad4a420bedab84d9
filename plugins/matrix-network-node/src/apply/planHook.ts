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

import { PlannedAction } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../cluster';
import { HookProduct } from '../stack/patches/admissionJobs';
import { hasProduct } from './applyHook';

/** A Job that is a hook runs only while what it makes is missing. */
export async function planHook(
  product: HookProduct,
  options: { client: ClusterClient; signal?: AbortSignal },
): Promise<PlannedAction> {
  if (await hasProduct(product, options)) {
    return { action: 'unchanged' };
  }
  return {
    action: 'create',
    offline: `it runs because ${describeProduct(product)} is missing`,
  };
}

function describeProduct(product: HookProduct): string {
  return product.kind === 'Secret'
    ? `Secret ${product.namespace}/${product.name}`
    : `the CA of ValidatingWebhookConfiguration ${product.webhookConfiguration}`;
}
