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
import { ObjectRef } from '../cluster';
import { INGRESS_CONTROLLER, INGRESS_NAMESPACE } from '../stack/ingressNginx';
import { parseController } from './parse/controllers';

const flag = /^--configmap=([^/]+)\/(.+)$/;

/** The ConfigMap that the cluster's ingress controller reads, as its flag says; upstream's where none is seen. */
export function ingressConfigRef(
  controllers: readonly KubernetesObject[],
): ObjectRef & { namespace: string } {
  const configMap = (namespace: string, name: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace,
    name,
  });
  for (const object of controllers) {
    const { data } = parseController(object);
    const match = data?.args.map(arg => flag.exec(arg)).find(Boolean);
    if (data && match) {
      const [, namespace, name] = match;
      return configMap(
        namespace === '$(POD_NAMESPACE)' ? data.namespace : namespace,
        name,
      );
    }
  }
  return configMap(INGRESS_NAMESPACE, INGRESS_CONTROLLER);
}
