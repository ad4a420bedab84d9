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

import { isObject, objectsAt } from '../schema/json';
import { KindRules } from '../store/ServedType';
import { validateWebhook } from '../validation/webhook';
import { eachObject, fill } from './defaults';

function webhookRules(isMutating: boolean): KindRules {
  return {
    hasGeneration: true,
    needsVersion: true,
    applyDefaults: object => {
      eachObject(object, 'webhooks', webhook => {
        fill(webhook, {
          failurePolicy: 'Fail',
          matchPolicy: 'Equivalent',
          namespaceSelector: {},
          objectSelector: {},
          timeoutSeconds: 10,
          ...(isMutating && { reinvocationPolicy: 'Never' }),
        });
        eachObject(webhook, 'rules', rule => fill(rule, { scope: '*' }));
        const { clientConfig } = webhook;
        if (isObject(clientConfig) && isObject(clientConfig.service)) {
          fill(clientConfig.service, { port: 443 });
        }
      });
    },
    validate: object =>
      objectsAt(object, 'webhooks').flatMap((webhook, index) =>
        validateWebhook(webhook, `webhooks[${index}]`),
      ),
  };
}

export const validatingWebhookRules = webhookRules(false);
export const mutatingWebhookRules = webhookRules(true);
