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

import { Topic } from './Topic';
import { at, createNamespace, textAt } from './helpers';

const NAMESPACE = 'contract-others';
const MANAGER = { manager: 'stack' };
const webhookPath =
  '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/contract-others';
const deploymentPath = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/web`;
const servicePath = (name: string) =>
  `/api/v1/namespaces/${NAMESPACE}/services/${name}`;

/** Matches nothing that is ever made. */
const webhooks = (failurePolicy?: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'contract-others' },
  webhooks: [
    {
      name: 'validate.contract.example.org',
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      ...(failurePolicy && { failurePolicy }),
      clientConfig: { service: { namespace: NAMESPACE, name: 'nobody' } },
      rules: [
        {
          apiGroups: ['nobody.example.org'],
          apiVersions: ['v1'],
          operations: ['CREATE'],
          resources: ['nobodies'],
        },
      ],
    },
  ],
});

const CA_BUNDLE = Buffer.from(
  '-----BEGIN CERTIFICATE-----\nMIIBdDCCARmgAwIBAgIBATAKBggqhkjOPQQDAjAQMQ4wDAYDVQQDEwVzdGFjazAe\n-----END CERTIFICATE-----\n',
).toString('base64');

const deployment = (replicas?: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    ...(replicas !== undefined && { replicas }),
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  },
});

const service = (name: string, spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: {
    selector: { app: name },
    ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
    ...spec,
  },
});

export const writtenByOthers: Topic = server => {
  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it('a caBundle that a controller injects stays, and is no conflict', async () => {
    const { api } = server();
    await api.apply(webhookPath, webhooks(), MANAGER);
    const injected = await api.request('PATCH', webhookPath, {
      contentType: 'application/json-patch+json',
      query: { fieldManager: 'cainjector' },
      body: [
        {
          op: 'add',
          path: '/webhooks/0/clientConfig/caBundle',
          value: CA_BUNDLE,
        },
      ],
    });
    expect(injected.status).toBe(200);

    const again = await api.apply(webhookPath, webhooks(), MANAGER);

    expect(again).toMatchObject({ status: 200, body: injected.body as object });
    expect(at(again.body, 'webhooks', 0, 'clientConfig', 'caBundle')).toBe(
      CA_BUNDLE,
    );
  });

  it('a failurePolicy that a Job patches stays, where the stack names none', async () => {
    const { api } = server();
    await api.request('PATCH', webhookPath, {
      contentType: 'application/json-patch+json',
      query: { fieldManager: 'kube-webhook-certgen' },
      body: [
        { op: 'replace', path: '/webhooks/0/failurePolicy', value: 'Ignore' },
      ],
    });

    const without = await api.apply(webhookPath, webhooks(), MANAGER);
    const named = await api.apply(webhookPath, webhooks('Fail'), MANAGER);

    expect(at(without.body, 'webhooks', 0, 'failurePolicy')).toBe('Ignore');
    expect(named).toMatchObject({
      status: 409,
      body: {
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              field:
                '.webhooks[name="validate.contract.example.org"].failurePolicy',
            },
          ],
        },
      },
    });
    await api.delete(webhookPath);
  });

  it("a Service's address stays, and is given once", async () => {
    const { api } = server();
    const first = await api.apply(
      servicePath('plain'),
      service('plain', {}),
      MANAGER,
    );
    const again = await api.apply(
      servicePath('plain'),
      service('plain', {}),
      MANAGER,
    );

    expect(at(first.body, 'spec', 'clusterIP')).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(again.body).toEqual(first.body);
    expect(
      await api.apply(
        servicePath('plain'),
        service('plain', { clusterIP: 'None' }),
        MANAGER,
      ),
    ).toMatchObject({
      status: 422,
      body: {
        details: {
          causes: expect.arrayContaining([
            expect.objectContaining({ field: 'spec.clusterIPs[0]' }),
          ]),
        },
      },
    });
  });

  it('ports that the server chose stay', async () => {
    const { api } = server();
    const balanced = service('balanced', {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
    });
    const first = await api.apply(servicePath('balanced'), balanced, MANAGER);
    const again = await api.apply(servicePath('balanced'), balanced, MANAGER);
    const chosen = (body: unknown) => [
      at(body, 'spec', 'healthCheckNodePort'),
      at(body, 'spec', 'ports', 0, 'nodePort'),
    ];

    expect(chosen(first.body)).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(chosen(again.body)).toEqual(chosen(first.body));
  });

  it('replicas that an autoscaler sets through /scale are its own', async () => {
    const { api } = server();
    await api.apply(deploymentPath, deployment(2), MANAGER);
    const { body: scale } = await api.get(`${deploymentPath}/scale`);
    expect(scale).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 2 },
      status: { selector: 'app=web' },
    });
    const scaled = await api.merge(
      `${deploymentPath}/scale`,
      { spec: { replicas: 5 } },
      'kube-controller-manager',
    );
    expect(scaled).toMatchObject({
      status: 200,
      body: { spec: { replicas: 5 } },
    });

    const conflict = await api.apply(deploymentPath, deployment(2), MANAGER);
    const left = await api.apply(deploymentPath, deployment(), MANAGER);

    expect(conflict).toMatchObject({
      status: 409,
      body: {
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              field: '.spec.replicas',
              message:
                'conflict with "kube-controller-manager" with subresource "scale" using apps/v1',
            },
          ],
        },
      },
    });
    expect(left).toMatchObject({
      status: 200,
      body: { spec: { replicas: 5 } },
    });
  });

  it('defaults are filled in, and owned by nobody', async () => {
    const { body } = await server().api.get(deploymentPath);

    expect(body).toMatchObject({
      spec: {
        strategy: { type: 'RollingUpdate' },
        progressDeadlineSeconds: 600,
        template: {
          spec: { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' },
        },
      },
    });
    expect(JSON.stringify(at(body, 'metadata', 'managedFields'))).not.toContain(
      'f:progressDeadlineSeconds',
    );
  });

  it("labels in a Deployment's selector stay for ever", async () => {
    const other = deployment(1);
    const answer = await server().api.apply(
      deploymentPath,
      {
        ...other,
        spec: {
          ...other.spec,
          selector: { matchLabels: { app: 'other' } },
          template: {
            ...other.spec.template,
            metadata: { labels: { app: 'other' } },
          },
        },
      },
      { ...MANAGER, force: true },
    );

    expect(answer.status).toBe(422);
    expect(textAt(answer.body, 'message')).toMatch(
      /^Deployment\.apps "web" is invalid: spec\.selector: Invalid value: .*: field is immutable$/s,
    );
  });
};
