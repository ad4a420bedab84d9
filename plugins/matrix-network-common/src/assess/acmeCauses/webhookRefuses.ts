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

import { AcmeCause } from './AcmeCause';

/** The ingress controller's webhook refuses the solver's Ingress. */
export const webhookRefuses: AcmeCause = {
  id: 'webhook-refuses',
  explain({ text }) {
    const denial =
      /admission webhook "([^"]+)" denied the request:?\s*(.*)/is.exec(text);
    if (denial) {
      const exact = /cannot be used with pathType Exact/i.test(denial[2]);
      return {
        cause: `The admission webhook ${denial[1]} refuses the solver's Ingress`,
        remedy: exact
          ? 'Upgrade ingress-nginx to 1.15.1: this version refuses a dot in an Exact path. Until then set strict-validate-path-type: "false" in its ConfigMap.'
          : 'Mend what the webhook names, most often an Ingress that already has the same host and path. cert-manager tries again by itself.',
      };
    }
    if (/failed calling webhook "([^"]+)"/i.test(text)) {
      const name = /failed calling webhook "([^"]+)"/i.exec(text)?.[1];
      return {
        cause: `The admission webhook ${name} does not answer, so no Ingress can be created`,
        remedy:
          'Bring the ingress controller back: kubectl -n ingress-nginx get pods. cert-manager tries again by itself.',
      };
    }
    return undefined;
  },
};
