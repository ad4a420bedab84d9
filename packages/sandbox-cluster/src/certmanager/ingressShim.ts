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

import { isDeepStrictEqual } from 'node:util';
import {
  Controller,
  ControllerContext,
  keyOf,
} from '../controllers/Controller';
import { Ingress, INGRESS } from '../controllers/kinds';
import {
  controllerReference,
  isControlledBy,
} from '../controllers/podTemplate';
import { installation } from './installation';
import { Certificate, CERTIFICATE, IssuerReference } from './kinds';

const MANAGER = 'cert-manager-ingress-shim';

/** Ingress annotated with an issuer → a Certificate for each of its TLS Secrets. */
export const ingressShim: Controller = {
  name: 'ingress-shim',
  keysFor: ({ object, type }, { state }) => {
    if (object.kind === 'Ingress') {
      return type === 'DELETED' ? [] : [keyOf(object)];
    }
    // A cert-manager that has just come up looks at every Ingress.
    return object.kind === 'Pod' && installation(state)
      ? state.list(INGRESS).filter(issuerOf).map(keyOf)
      : [];
  },
  reconcile({ namespace, name }, context) {
    const { state } = context;
    const ingress = installation(state) && state.get(INGRESS, namespace, name);
    const issuerRef = ingress && issuerOf(ingress);
    if (!ingress || !issuerRef || ingress.metadata.deletionTimestamp) {
      return;
    }
    for (const { secretName, hosts = [] } of ingress.spec.tls ?? []) {
      if (secretName && hosts.length > 0) {
        keep(
          certificateFor(ingress, secretName, hosts, issuerRef),
          ingress,
          context,
        );
      }
    }
  },
};

/** The issuer that an Ingress's annotations name. */
function issuerOf({ metadata }: Ingress): IssuerReference | undefined {
  const annotations = metadata.annotations ?? {};
  const group =
    annotations['cert-manager.io/issuer-group'] ?? 'cert-manager.io';
  const clusterIssuer = annotations['cert-manager.io/cluster-issuer'];
  if (clusterIssuer) {
    return { name: clusterIssuer, kind: 'ClusterIssuer', group };
  }
  const name = annotations['cert-manager.io/issuer'];
  const kind = annotations['cert-manager.io/issuer-kind'] ?? 'Issuer';
  return name ? { name, kind, group } : undefined;
}

function certificateFor(
  ingress: Ingress,
  secretName: string,
  dnsNames: string[],
  issuerRef: IssuerReference,
): Certificate {
  return {
    apiVersion: CERTIFICATE.apiVersion,
    kind: CERTIFICATE.kind,
    metadata: {
      name: secretName,
      namespace: ingress.metadata.namespace,
      labels: ingress.metadata.labels,
      ownerReferences: [controllerReference(ingress)],
    },
    spec: {
      secretName,
      dnsNames,
      issuerRef,
      usages: ['digital signature', 'key encipherment'],
    },
  };
}

/** Creates or updates it; a Certificate that somebody else made stays as it is. */
function keep(
  wanted: Certificate,
  ingress: Ingress,
  { state }: ControllerContext,
): void {
  const { namespace, name } = wanted.metadata;
  const current = state.get(CERTIFICATE, namespace, name);
  if (!current) {
    state.create(wanted, MANAGER);
  } else if (isControlledBy(current, ingress)) {
    const spec = { ...current.spec, ...wanted.spec };
    if (!isDeepStrictEqual(spec, current.spec)) {
      state.update({ ...current, spec }, MANAGER);
    }
  }
}
