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

import { Controller, keyOf } from '../controllers/Controller';
import {
  Kind,
  MUTATING_WEBHOOK,
  SECRET,
  VALIDATING_WEBHOOK,
  WebhookConfiguration,
} from '../controllers/kinds';
import { readyPod } from './installation';

const MANAGER = 'cainjector';
const INJECT_FROM = 'cert-manager.io/inject-ca-from-secret';

/** cert-manager's cainjector: puts the CA of the named Secret into webhook configurations. */
export function createCaInjectors(): Controller[] {
  return [VALIDATING_WEBHOOK, MUTATING_WEBHOOK].map(injector);
}

function injector(kind: Kind<WebhookConfiguration>): Controller {
  return {
    name: `cainjector-${kind.kind}`,
    keysFor: ({ object }, { state }) => {
      if (object.kind === kind.kind) {
        return [keyOf(object)];
      }
      return object.kind === 'Secret' || object.kind === 'Pod'
        ? state
            .list(kind)
            .filter(({ metadata }) => metadata.annotations?.[INJECT_FROM])
            .map(keyOf)
        : [];
    },
    reconcile({ name }, { state }) {
      const configuration = state.get(kind, undefined, name);
      const source = configuration?.metadata.annotations?.[INJECT_FROM];
      if (!configuration || !source || !readyPod(state, 'cainjector')) {
        return;
      }
      const [namespace, secretName] = source.split('/');
      const caBundle = state.get(SECRET, namespace, secretName)?.data?.[
        'ca.crt'
      ];
      const webhooks = configuration.webhooks ?? [];
      if (
        !caBundle ||
        webhooks.every(({ clientConfig }) => clientConfig.caBundle === caBundle)
      ) {
        return;
      }
      state.update(
        {
          ...configuration,
          webhooks: webhooks.map(webhook => ({
            ...webhook,
            clientConfig: { ...webhook.clientConfig, caBundle },
          })),
        },
        MANAGER,
      );
    },
  };
}
