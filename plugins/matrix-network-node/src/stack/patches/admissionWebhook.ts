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
import { Patch, webhookConfigurationSchema } from '../manifests';

/**
 * Leaves `failurePolicy` and `clientConfig.caBundle` to the admission Job, which
 * writes them: owning them too would make each apply undo its work.
 */
export const admissionWebhook: Patch = objects =>
  objects.map(object => {
    const parsed = webhookConfigurationSchema.safeParse(object);
    return parsed.success ? withoutJobFields(parsed.data) : object;
  });

type WebhookConfiguration = ReturnType<typeof webhookConfigurationSchema.parse>;

function withoutJobFields(
  configuration: WebhookConfiguration,
): KubernetesObject {
  return {
    ...configuration,
    webhooks: configuration.webhooks.map(
      ({ failurePolicy: _, ...webhook }) => webhook,
    ),
  };
}
