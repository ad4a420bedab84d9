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

import { AdmissionRefusal, AdmissionRequest } from '../store/ObjectStore';
import { ClusterState } from './ClusterState';
import { Pod, POD, Service, SERVICE, Webhook } from './kinds';
import { serviceSelects } from './selectors';
import { isReady } from './workloadPods';

/** A program that serves an admission webhook, played in this process. */
export interface WebhookServer {
  /** Whether a pod behind the webhook's Service is this program. */
  runsIn(pod: Pod): boolean;
  /** The CA of the certificate it serves with, base64 of PEM; undefined while it has none. */
  servingCa(pod: Pod, state: ClusterState): string | undefined;
  /** Why the object is refused; undefined when it is not. */
  review(
    request: AdmissionRequest,
    path: string,
    state: ClusterState,
  ): { message: string; code: number } | undefined;
}

/** Asks a webhook, over its Service's ready pods, trusting only the configured CA. */
export function callWebhook(
  webhook: Webhook,
  request: AdmissionRequest,
  servers: readonly WebhookServer[],
  state: ClusterState,
): AdmissionRefusal | undefined {
  const failed = (tail: string): AdmissionRefusal | undefined =>
    webhook.failurePolicy === 'Ignore'
      ? undefined
      : {
          result: 'failed',
          webhook: webhook.name,
          message: `failed to call webhook: Post "${urlOf(webhook)}": ${tail}`,
        };
  const { service, caBundle } = webhook.clientConfig;
  if (!service) {
    return failed('dial tcp: this cluster reaches no webhook outside of it');
  }
  const found = state.get(SERVICE, service.namespace, service.name);
  if (!found) {
    return failed(`service "${service.name}" not found`);
  }
  const unusable = unusableService(found, service.port ?? 443);
  if (unusable) {
    return failed(unusable);
  }
  const pod = state
    .list(POD, { namespace: service.namespace })
    .find(
      candidate =>
        serviceSelects(found.spec.selector, candidate.metadata.labels) &&
        isReady(candidate),
    );
  if (!pod) {
    return failed(`no endpoints available for service "${service.name}"`);
  }
  const server = servers.find(candidate => candidate.runsIn(pod));
  if (!server) {
    return failed('dial tcp: connect: connection refused');
  }
  const ca = server.servingCa(pod, state);
  if (!ca || ca !== caBundle) {
    return failed(
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    );
  }
  const denial = server.review(request, service.path ?? '/', state);
  return denial && { result: 'denied', webhook: webhook.name, ...denial };
}

function unusableService(
  { metadata, spec }: Service,
  port: number,
): string | undefined {
  if (spec.type === 'ExternalName') {
    return 'unsupported service type "ExternalName"';
  }
  return spec.ports?.some(one => one.port === port)
    ? undefined
    : `no service port ${port} found for service "${metadata.name}"`;
}

function urlOf({ clientConfig, timeoutSeconds = 10 }: Webhook): string {
  const { service, url } = clientConfig;
  return service
    ? `https://${service.name}.${service.namespace}.svc:${service.port ?? 443}${
        service.path ?? '/'
      }?timeout=${timeoutSeconds}s`
    : url ?? '';
}
