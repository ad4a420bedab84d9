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
import { INGRESS_CLASS } from '../ingressNginx';
import { Patch } from '../manifests';

const ingressClassObject: KubernetesObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: INGRESS_CLASS },
  spec: { controller: 'k8s.io/ingress-nginx' },
};

/** Makes sure of IngressClass `nginx`, which the deployment's Ingresses and the solvers name. */
export const ingressClass: Patch = objects =>
  objects.some(
    ({ kind, metadata }) =>
      kind === 'IngressClass' && metadata.name === INGRESS_CLASS,
  )
    ? [...objects]
    : [...objects, ingressClassObject];
