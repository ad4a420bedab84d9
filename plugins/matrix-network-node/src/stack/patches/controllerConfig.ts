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

import { INGRESS_CONTROLLER } from '../ingressNginx';
import { configMapSchema, Patch, patchOne } from '../manifests';

/**
 * What the specification asks of NGINX. Server cipher order and WebSocket need
 * no key: both are always on. Unknown keys raise no error in ingress-nginx, so a
 * wrong name would go unseen: the test holds these against the documented ones.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/
 */
export const controllerSettings: Readonly<Record<string, string>> = {
  'proxy-body-size': '100m',
  'proxy-read-timeout': '600',
  'proxy-send-timeout': '600',
  'ssl-protocols': 'TLSv1.2 TLSv1.3',
  'ssl-ciphers':
    'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384',
  'worker-processes': 'auto',
  'max-worker-connections': '16384',
  'limit-req-status-code': '429',
  // Any client could forge its address while no trusted balancer stands in front.
  'use-forwarded-headers': 'false',
  'allow-snippet-annotations': 'false',
};

export const controllerConfig: Patch = patchOne(
  { kind: 'ConfigMap', name: INGRESS_CONTROLLER, schema: configMapSchema },
  configMap => ({
    ...configMap,
    data: { ...configMap.data, ...controllerSettings },
  }),
);
