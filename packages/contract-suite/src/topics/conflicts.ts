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
  ClusterClient,
  KubernetesApiError,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { aSpec, objectsOf, renderedStack } from '../stack/renderedStack';
import { at, listAt, textAt, until } from './helpers';
import { Topic } from './Topic';

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** One field that another manager wants otherwise: what it applies, and the field. */
type Wish = (object: KubernetesObject) => { body: object; field: string };

const label: Wish = () => ({
  body: { metadata: { labels: { [MANAGED_BY]: 'another' } } },
  field: `.metadata.labels.${MANAGED_BY}`,
});

const containerImage: Wish = object => {
  const name = textAt(
    object,
    'spec',
    'template',
    'spec',
    'containers',
    0,
    'name',
  );
  return {
    body: {
      spec: {
        template: { spec: { containers: [{ name, image: 'another:1' }] } },
      },
    },
    field: `.spec.template.spec.containers[name="${name}"].image`,
  };
};

const sideEffects: Wish = object => {
  const name = textAt(object, 'webhooks', 0, 'name');
  return {
    body: { webhooks: [{ name, sideEffects: 'NoneOnDryRun' }] },
    field: `.webhooks[name="${name}"].sideEffects`,
  };
};

const rules: Wish = () => ({ body: { rules: [] }, field: '.rules' });

const subjects: Wish = () => ({ body: { subjects: [] }, field: '.subjects' });

const specField =
  (name: string, value: unknown): Wish =>
  () => ({ body: { spec: { [name]: value } }, field: `.spec.${name}` });

/** For every kind of a stack. */
const wishes: Readonly<Record<string, Wish>> = {
  Namespace: label,
  // Its one field, the controller, is there for ever.
  IngressClass: label,
  NetworkPolicy: specField('podSelector', { matchLabels: { app: 'another' } }),
  ServiceAccount: object => ({
    body: {
      automountServiceAccountToken: !at(object, 'automountServiceAccountToken'),
    },
    field: '.automountServiceAccountToken',
  }),
  Role: rules,
  ClusterRole: rules,
  RoleBinding: subjects,
  ClusterRoleBinding: subjects,
  ConfigMap: object => {
    const [key] = Object.keys(at(object, 'data') ?? {});
    return { body: { data: { [key]: 'another' } }, field: `.data.${key}` };
  },
  Service: object => {
    const port = at(object, 'spec', 'ports', 0, 'port');
    const protocol = at(object, 'spec', 'ports', 0, 'protocol') ?? 'TCP';
    return {
      body: { spec: { ports: [{ port, protocol, name: 'another' }] } },
      field: `.spec.ports[port=${port},protocol="${protocol}"].name`,
    };
  },
  Deployment: containerImage,
  DaemonSet: containerImage,
  Job: specField('ttlSecondsAfterFinished', 3600),
  PodDisruptionBudget: specField('maxUnavailable', 7),
  CustomResourceDefinition: () => ({
    body: { spec: { names: { shortNames: ['another'] } } },
    field: '.spec.names.shortNames',
  }),
  ValidatingWebhookConfiguration: sideEffects,
  MutatingWebhookConfiguration: sideEffects,
  ClusterIssuer: () => ({
    body: { spec: { acme: { server: 'https://another.example.org' } } },
    field: '.spec.acme.server',
  }),
  Certificate: specField('dnsNames', ['another.example.org']),
  PrometheusRule: specField('groups', []),
  PodMonitor: specField('podMetricsEndpoints', []),
};

/** The Prometheus operator's kinds, as far as server-side apply sees them. */
const monitoringKind = (kind: string, plural: string): KubernetesObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.monitoring.coreos.com` },
  spec: {
    group: 'monitoring.coreos.com',
    scope: 'Namespaced',
    names: {
      kind,
      plural,
      singular: kind.toLowerCase(),
      listKind: `${kind}List`,
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        },
      },
    ],
  },
});

export const monitoringKinds = [
  monitoringKind('PrometheusRule', 'prometheusrules'),
  monitoringKind('PodMonitor', 'podmonitors'),
];

/** The stack's objects with a DaemonSet, and those with a Deployment and everything else. */
export async function stackObjects(): Promise<KubernetesObject[]> {
  const nodeLocal = await renderedStack(
    aSpec({ ingress: { exposure: 'nodeLocal' } }),
  );
  return [
    ...objectsOf(await renderedStack(aSpec())),
    ...objectsOf(nodeLocal).filter(({ kind }) => kind === 'DaemonSet'),
  ];
}

/** What the wish of a kind can be told of: that the object has the field. */
function hasField(object: KubernetesObject): boolean {
  switch (object.kind) {
    case 'ClusterRole':
    case 'Role':
      return listAt(object, 'rules').length > 0;
    case 'CustomResourceDefinition':
      return listAt(object, 'spec', 'names', 'shortNames').length > 0;
    case 'ServiceAccount':
      return at(object, 'automountServiceAccountToken') !== undefined;
    case 'Service':
      return at(object, 'spec', 'ports', 0, 'name') !== undefined;
    case 'ClusterIssuer':
      return at(object, 'spec', 'acme') !== undefined;
    default:
      return true;
  }
}

export const manager = 'matrix-network';

async function refusedBy(
  client: ClusterClient,
  object: KubernetesObject,
  body: object,
): Promise<KubernetesApiError> {
  const { apiVersion, kind, metadata } = object;
  const wanted = {
    apiVersion,
    kind,
    ...body,
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      ...('metadata' in body && typeof body.metadata === 'object'
        ? body.metadata
        : {}),
    },
  };
  return client.apply(wanted, { fieldManager: 'another', dryRun: true }).then(
    () => {
      throw new Error(`${kind} ${metadata.name} was not refused`);
    },
    error => {
      if (error instanceof KubernetesApiError) {
        return error;
      }
      throw error;
    },
  );
}

export const conflicts: Topic = server => {
  let objects: KubernetesObject[];
  let client: ClusterClient;

  const exampleOf = (kind: string) =>
    objects.find(object => object.kind === kind && hasField(object));

  const untilServed = ({ apiVersion, kind }: KubernetesObject) =>
    until(
      `${kind} is served`,
      async () => ({
        status: 200,
        headers: {},
        body: await client.serves({ apiVersion, kind }),
      }),
      ({ body }) => body === true,
    );

  beforeAll(async () => {
    objects = await stackObjects();
    client = server().client();
    const first = [
      ...objects.filter(({ kind }) => kind === 'Namespace'),
      ...objects.filter(({ kind }) => kind === 'CustomResourceDefinition'),
      ...monitoringKinds,
    ];
    for (const object of first) {
      await client.apply(object, { fieldManager: manager, force: true });
    }
    const own = objects.filter(({ apiVersion }) =>
      /cert-manager|monitoring/.test(apiVersion),
    );
    await Promise.all(own.map(untilServed));
  }, 60_000);

  it('are known for every kind of a stack', () => {
    expect(Object.keys(wishes).sort()).toEqual(
      [...new Set(objects.map(({ kind }) => kind))].sort(),
    );
  });

  it.each(Object.keys(wishes))(
    'of %s name the field and its owner',
    async kind => {
      const object = exampleOf(kind);
      if (!object) {
        throw new Error(`The stack has no ${kind} with the field`);
      }
      await client.apply(object, { fieldManager: manager, force: true });
      const { body, field } = wishes[kind](object);

      const refused = await refusedBy(client, object, body);

      expect(refused).toMatchObject({
        statusCode: 409,
        reason: 'Conflict',
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: `conflict with "${manager}"`,
              field,
            },
          ],
        },
      });
      expect(refused.message).toBe(
        `Apply failed with 1 conflict: conflict with "${manager}": ${field}`,
      );
      // A webhook that nobody serves would be in the way of others.
      if (kind.endsWith('WebhookConfiguration') || kind === 'Job') {
        await client.delete({
          apiVersion: object.apiVersion,
          kind,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        });
      }
    },
  );
};
