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
import {
  Schema,
  certificateSpec,
  certificateStatus,
  challengeSpec,
  challengeStatus,
  issuerSpec,
  issuerStatus,
  object,
  orderSpec,
  orderStatus,
  requestSpec,
  requestStatus,
  string,
} from './certManagerSchemas';

interface CrdInput {
  group: 'cert-manager.io' | 'acme.cert-manager.io';
  kind: string;
  plural: string;
  scope: 'Namespaced' | 'Cluster';
  shortNames?: string[];
  columns: [name: string, jsonPath: string, priority?: number][];
  spec: Schema;
  status: Schema;
  /** Fields required beside the metadata; as upstream has them. */
  required?: string[];
}

const condition = (type: string, field = 'status') =>
  `.status.conditions[?(@.type == "${type}")].${field}`;

const READY: CrdInput['columns'] = [['Ready', condition('Ready')]];
const STATUS: CrdInput['columns'] = [
  ['Status', condition('Ready', 'message'), 1],
];

const inputs: CrdInput[] = [
  {
    group: 'acme.cert-manager.io',
    kind: 'Challenge',
    plural: 'challenges',
    scope: 'Namespaced',
    columns: [
      ['State', '.status.state'],
      ['Domain', '.spec.dnsName'],
      ['Reason', '.status.reason', 1],
    ],
    spec: challengeSpec,
    status: challengeStatus,
    required: ['metadata', 'spec'],
  },
  {
    group: 'acme.cert-manager.io',
    kind: 'Order',
    plural: 'orders',
    scope: 'Namespaced',
    columns: [
      ['State', '.status.state'],
      ['Issuer', '.spec.issuerRef.name', 1],
      ['Reason', '.status.reason', 1],
    ],
    spec: orderSpec,
    status: orderStatus,
    required: ['metadata', 'spec'],
  },
  {
    group: 'cert-manager.io',
    kind: 'CertificateRequest',
    plural: 'certificaterequests',
    scope: 'Namespaced',
    shortNames: ['cr', 'crs'],
    columns: [
      ['Approved', condition('Approved')],
      ['Denied', condition('Denied')],
      ...READY,
      ['Issuer', '.spec.issuerRef.name'],
      ['Requester', '.spec.username'],
      ...STATUS,
    ],
    spec: requestSpec,
    status: requestStatus,
  },
  {
    group: 'cert-manager.io',
    kind: 'Certificate',
    plural: 'certificates',
    scope: 'Namespaced',
    shortNames: ['cert', 'certs'],
    columns: [
      ...READY,
      ['Secret', '.spec.secretName'],
      ['Issuer', '.spec.issuerRef.name', 1],
      ...STATUS,
    ],
    spec: certificateSpec,
    status: certificateStatus,
  },
  ...(['Cluster', 'Namespaced'] as const).map(
    (scope): CrdInput => ({
      group: 'cert-manager.io',
      kind: scope === 'Cluster' ? 'ClusterIssuer' : 'Issuer',
      plural: scope === 'Cluster' ? 'clusterissuers' : 'issuers',
      scope,
      columns: [...READY, ...STATUS],
      spec: issuerSpec,
      status: issuerStatus,
      required: ['spec'],
    }),
  ),
];

/** The six CustomResourceDefinitions of cert-manager, with schemas reduced to what is in use. */
export function certManagerCrds(options: {
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}): KubernetesObject[] {
  return inputs.map(input => crd(input, options));
}

function crd(
  input: CrdInput,
  meta: {
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  },
): KubernetesObject {
  const { group, kind, plural, scope, shortNames } = input;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, ...meta },
    spec: {
      group,
      scope,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        ...(shortNames ? { shortNames } : {}),
        categories:
          group === 'cert-manager.io'
            ? ['cert-manager']
            : ['cert-manager', 'cert-manager-acme'],
      },
      versions: [version(input)],
    },
  };
}

function version({ columns, spec, status, required = [] }: CrdInput) {
  return {
    name: 'v1',
    served: true,
    storage: true,
    subresources: { status: {} },
    additionalPrinterColumns: [
      ...columns.map(([name, jsonPath, priority]) => ({
        name,
        jsonPath,
        type: 'string',
        ...(priority === undefined ? {} : { priority }),
      })),
      { name: 'Age', jsonPath: '.metadata.creationTimestamp', type: 'date' },
    ],
    schema: {
      openAPIV3Schema: object(
        {
          apiVersion: string,
          kind: string,
          metadata: { type: 'object' },
          spec,
          status,
        },
        required,
      ),
    },
  };
}
