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
  KubernetesObject,
  Stack,
  Stage,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { renderStack } from '../stack';
import { realReleases } from './mirror';
import { aSpec, someFacts } from './specs';

/** Nothing serves cert-manager's webhook where no pod runs. */
function withoutWebhookPods(object: KubernetesObject): KubernetesObject {
  const { webhooks } = object;
  return Array.isArray(webhooks)
    ? {
        ...object,
        webhooks: webhooks.map(webhook => ({
          ...webhook,
          failurePolicy: 'Ignore',
          timeoutSeconds: 1,
        })),
      }
    : object;
}

/**
 * The whole stack over upstream's manifests, for an API server on which no pod
 * really runs: nobody waits for pods, and webhooks are not insisted on.
 */
export async function realStack(): Promise<Stack> {
  const releases = await realReleases({
    ingress: '1.15.1',
    certManager: '1.21.1',
  });
  const spec = aSpec({
    certificates: { issuer: 'selfsigned', wildcard: true },
  });
  const stack = renderStack(spec, someFacts, releases);
  return {
    ...stack,
    stages: stack.stages.map(
      (stage): Stage => ({
        ...stage,
        objects: stage.objects.map(withoutWebhookPods),
        waits: stage.waits.filter(({ kind }) => kind === 'crdEstablished'),
      }),
    ),
  };
}
