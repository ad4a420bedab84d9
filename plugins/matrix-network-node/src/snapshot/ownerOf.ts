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

/** Managers that write for themselves, not for whoever installed the object. */
const controllers = /^(kube-controller-manager|kubelet|kube-scheduler)/;

/** Who manages an object, from the marks that the usual tools leave: "Helm release ingress", "Argo CD". */
export function ownerOf(object: KubernetesObject): string {
  const { labels = {}, annotations = {}, managedFields = [] } = object.metadata;
  const flux =
    labels['kustomize.toolkit.fluxcd.io/name'] ??
    labels['helm.toolkit.fluxcd.io/name'];
  if (flux) {
    return `Flux (${flux})`;
  }
  const argo =
    annotations['argocd.argoproj.io/tracking-id'] ??
    labels['argocd.argoproj.io/instance'];
  if (argo) {
    return `Argo CD (${argo.split(':')[0]})`;
  }
  const helm = annotations['meta.helm.sh/release-name'];
  if (helm) {
    return `Helm release ${helm}`;
  }
  const managers = managedFields.filter(
    ({ manager, subresource }) =>
      manager && !subresource && !controllers.test(manager),
  );
  return describeManager(managers[0]?.manager);
}

function describeManager(manager: string | undefined): string {
  if (!manager) {
    return 'an unknown manager';
  }
  return manager.startsWith('kubectl') ? 'kubectl' : manager;
}
