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
import { WatchEvent } from '../store/ObjectStore';
import { ClusterState } from './ClusterState';
import { Controller, ObjectKey } from './Controller';
import { CONFIG_MAP, NAMESPACE, SERVICE_ACCOUNT } from './kinds';

const MANAGER = 'kube-controller-manager';
const ACCOUNT = 'default';
const ROOT_CA = 'kube-root-ca.crt';

/**
 * Namespace → the ServiceAccount `default`, as which pods run, and the ConfigMap
 * by which they trust the API server. Both come back when somebody deletes them.
 * @param rootCa - PEM of the certificate that the API server shows
 */
export function createNamespaceFurnisher(rootCa: string): Controller {
  return {
    name: 'serviceaccount',
    keysFor: namespaceOf,
    reconcile: ({ name }, { state }) => furnishNamespace(state, name, rootCa),
  };
}

/** Makes what every namespace has, unless it is going. */
export function furnishNamespace(
  state: ClusterState,
  namespace: string,
  rootCa: string,
): void {
  const found = state.get(NAMESPACE, undefined, namespace);
  if (!found || found.metadata.deletionTimestamp) {
    return;
  }
  state.createIfAbsent(
    SERVICE_ACCOUNT,
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: ACCOUNT, namespace },
    },
    MANAGER,
  );
  state.createIfAbsent(CONFIG_MAP, rootCaMap(namespace, rootCa), MANAGER);
}

function rootCaMap(namespace: string, rootCa: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: ROOT_CA,
      namespace,
      annotations: {
        'kubernetes.io/description':
          'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
      },
    },
    data: { 'ca.crt': rootCa },
  };
}

function namespaceOf({ type, object }: WatchEvent): ObjectKey[] {
  const { name, namespace } = object.metadata;
  if (object.kind === 'Namespace') {
    return [{ name }];
  }
  const isOurs =
    (object.kind === 'ServiceAccount' && name === ACCOUNT) ||
    (object.kind === 'ConfigMap' && name === ROOT_CA);
  return type === 'DELETED' && isOurs && namespace ? [{ name: namespace }] : [];
}
