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

import { advisoriesFor, ingressNginxRetirement } from '../../releases';
import { Check } from '../Check';

/** ingress-nginx gets no fixes any more, whichever version it is. */
export const ingressRetired: Check = {
  code: 'ingress-retired',
  about: 'Says that ingress-nginx is retired, and what stays unfixed in it.',
  needs: ['deployments', 'daemonSets'],
  run({ ingress: { controller } }) {
    if (!controller) {
      return [];
    }
    const { kind, namespace, name, version } = controller;
    const unfixed = version
      ? advisoriesFor('ingress-nginx', version).filter(
          ({ fixedIn }) => fixedIn.length === 0,
        )
      : [];
    return [
      {
        severity: 'info',
        subject: { kind, namespace, name },
        title: `ingress-nginx${
          version ? ` ${version}` : ''
        } is retired upstream`,
        cause: `${ingressNginxRetirement}${
          unfixed.length > 0
            ? ` Without an upstream fix, in the NGINX that it bundles: ${unfixed
                .map(({ id }) => id)
                .join(', ')}.`
            : ''
        }`,
        remedy:
          'Plan the move to a controller that is kept up (a Gateway API implementation, or a fork that is still patched). Until then let only trusted people write Ingresses, and keep snippets off.',
        workloads: ['ingress-nginx'],
      },
    ];
  },
};
