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

import { ownIngresses } from '../ingressHealth';
import { Check, Observation } from '../Check';
import { AssessContext } from '../AssessContext';

const SNIPPET = /^nginx\.ingress\.kubernetes\.io\/.*-snippet$/;

function allowed({
  snapshot,
  ingressController,
}: AssessContext): Observation[] {
  if (
    !ingressController ||
    snapshot.ingressConfig?.['allow-snippet-annotations'] !== 'true'
  ) {
    return [];
  }
  return [
    {
      severity: 'warning',
      subject: {
        kind: 'ConfigMap',
        namespace: ingressController.namespace,
        name: 'ingress-nginx-controller',
      },
      title: 'The ingress controller takes NGINX snippets from annotations',
      cause:
        'allow-snippet-annotations is "true": whoever may write an Ingress in any namespace can run NGINX directives, and so read every Secret that the controller can.',
      remedy:
        'Set allow-snippet-annotations to "false" and re-apply the stack; nothing in a Matrix deployment needs snippets, WebSocket included.',
      workloads: ['ingress-nginx'],
    },
  ];
}

function used({ snapshot }: AssessContext): Observation[] {
  return ownIngresses(snapshot).flatMap(({ namespace, name, annotations }) =>
    Object.keys(annotations)
      .filter(key => SNIPPET.test(key))
      .map(
        (key): Observation => ({
          severity: 'warning',
          subject: { kind: 'Ingress', namespace, name },
          title: `Ingress ${name} uses the snippet annotation ${key.replace(
            /^.*\//,
            '',
          )}`,
          cause:
            'ingress-nginx refuses an Ingress with snippets unless they are switched on, so the next change to this Ingress will be refused by its webhook.',
          remedy: `Take it out: kubectl -n ${namespace} annotate ingress ${name} ${key}-. WebSocket works without it.`,
          workloads: [],
        }),
      ),
  );
}

/** Snippets are a way into the controller. */
export const ingressSnippets: Check = {
  code: 'ingress-snippets',
  about: 'Snippet annotations are off, and no Ingress uses one.',
  needs: ['ingresses'],
  run: context => [...allowed(context), ...used(context)],
};
