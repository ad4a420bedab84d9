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

import { Api } from '../servers';
import { until } from './helpers';

const GROUP = 'contract.example.org';

/** A kind of the suite's own, with a schema. */
export const widgetKind = (plural: string, kind: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${GROUP}` },
  spec: {
    group: GROUP,
    scope: 'Cluster',
    names: {
      plural,
      singular: kind.toLowerCase(),
      kind,
      listKind: `${kind}List`,
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        additionalPrinterColumns: [
          { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
          {
            name: 'Age',
            type: 'date',
            jsonPath: '.metadata.creationTimestamp',
          },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'integer', minimum: 1 },
                  colour: { type: 'string', default: 'grey' },
                  code: { type: 'string', maxLength: 3, nullable: true },
                  since: { type: 'string', format: 'date-time' },
                  port: { 'x-kubernetes-int-or-string': true },
                  tags: {
                    type: 'array',
                    maxItems: 2,
                    items: { type: 'string' },
                  },
                  parts: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: {
                        name: { type: 'string' },
                        weight: { type: 'integer' },
                      },
                    },
                  },
                },
              },
              status: {
                type: 'object',
                properties: { phase: { type: 'string' } },
              },
            },
          },
        },
      },
    ],
  },
});

export const crdPath = (plural: string): string =>
  `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${plural}.${GROUP}`;

export const widgets = (name?: string, plural = 'widgets'): string =>
  `/apis/${GROUP}/v1/${plural}${name ? `/${name}` : ''}`;

export const widget = (name: string, spec: object = { size: 1 }) => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'Widget',
  metadata: { name },
  spec,
});

/** Makes the kind Widget, and waits until it is served. */
export async function createWidgetKind(api: Api): Promise<void> {
  await api.apply(crdPath('widgets'), widgetKind('widgets', 'Widget'));
  await until(
    'widgets are served',
    () => api.get(widgets()),
    ({ status }) => status === 200,
  );
}
