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

import { ClusterConnectionError } from './ClusterConnectionError';
import { isTransient } from './isTransient';
import { KubernetesApiError } from './KubernetesApiError';

const webhook = (tail: string) =>
  new KubernetesApiError({
    statusCode: 500,
    reason: 'InternalError',
    message: `Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": ${tail}`,
  });

const api = (statusCode: number, message: string, reason?: string) =>
  new KubernetesApiError({ statusCode, message, reason });

it.each([
  webhook('no endpoints available for service "cert-manager-webhook"'),
  webhook('dial tcp 10.96.1.1:443: connect: connection refused'),
  webhook('dial tcp 10.96.1.1:443: connect: no route to host'),
  webhook('context deadline exceeded'),
  webhook('dial tcp 10.96.1.1:443: i/o timeout'),
  webhook(
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ),
  webhook('EOF'),
  api(429, 'too many requests'),
  api(503, 'the server is currently unable to handle the request'),
  api(504, 'gateway timeout'),
  api(500, 'etcdserver: leader changed'),
  api(
    403,
    'secrets "x" is forbidden: unable to create new content in namespace x because it is being terminated',
  ),
  api(
    409,
    'object is being deleted: jobs.batch "x" already exists',
    'AlreadyExists',
  ),
  new ClusterConnectionError('refused', { code: 'ECONNREFUSED' }),
  new ClusterConnectionError('reset', { code: 'ECONNRESET' }),
  new ClusterConnectionError('slow', { code: 'ETIMEDOUT' }),
])('is worth another try: $message', error => {
  expect(isTransient(error)).toBe(true);
});

it.each([
  webhook(
    'x509: certificate is not valid for any names, but wanted to match cert-manager-webhook.cert-manager.svc',
  ),
  webhook(
    'tls: failed to verify certificate: x509: certificate is valid for 127.0.0.1, not localhost',
  ),
  api(
    500,
    'failed to create typed patch object (matrix/redis-access; networking.k8s.io/v1, Kind=NetworkPolicy): .spec.ingres: field not declared in schema',
  ),
  webhook(
    'x509: certificate has expired or is not yet valid: current time 2026-11-24',
  ),
  webhook('the server could not find the requested resource'),
  webhook('service "cert-manager-webhook" not found'),
  api(
    400,
    'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "a" and path "/" is already defined',
  ),
  api(
    403,
    'networkpolicies is forbidden: User "x" cannot patch resource',
    'Forbidden',
  ),
  api(422, 'spec.template: Invalid value: field is immutable', 'Invalid'),
  new ClusterConnectionError('expired', { code: 'CERT_HAS_EXPIRED' }),
  new Error('a fault of ours'),
])('is final: $message', error => {
  expect(isTransient(error)).toBe(false);
});

it('leaves conflicts over fields to the user', () => {
  const conflict = new KubernetesApiError({
    statusCode: 409,
    reason: 'Conflict',
    message: 'Apply failed with 1 conflict',
    details: {
      causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }],
    },
  });

  expect(isTransient(conflict)).toBe(false);
});
