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
import { HookProduct } from '../stack/HookProduct';
import { hasProduct } from './hasProduct';

/** A Job that is a hook runs only while what it makes is missing, or will be. */
export async function planHook(
  product: HookProduct,
  options: {
    client: ClusterClient;
    /** The Job's own Namespace, where it is being deleted: what is made in it goes along. */
    leaving?: string;
    signal?: AbortSignal;
  },
): Promise<PlannedAction> {
  if (options.leaving !== undefined) {
    return {
      action: 'create',
      offline: `Namespace ${options.leaving} is being deleted now`,
    };
  }
  if (await hasProduct(product, options)) {
    return { action: 'unchanged' };
  }
  return {
    action: 'create',
    offline: `it runs because ${describeLack(product)}`,
  };
}

function describeLack(product: HookProduct): string {
  return product.kind === 'Secret'
    ? `Secret ${product.namespace}/${product.name} is missing`
    : `the CA of ValidatingWebhookConfiguration ${product.webhookConfiguration} is missing, or that of an earlier Secret`;
}
