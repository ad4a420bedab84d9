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

import {
  isTransient,
  KubernetesApiError,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { Answer } from '../servers';
import { startWebhookServer, WebhookServer } from '../servers/webhookServer';
import { Topic } from './Topic';
import {
  at,
  configMap,
  configMaps,
  createNamespace,
  listAt,
  textAt,
  until,
} from './helpers';

const NAMESPACE = 'contract-webhooks';
const SELECTED = { 'contract.example.org/webhooks': 'yes' };
const WEBHOOK = 'validate.contract.example.org';
const configuration = (name: string) =>
  `/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/${name}`;

/** Asked of every ConfigMap of the topic's namespace, where nothing else is said. */
const webhook = (
  name: string,
  clientConfig: object,
  failurePolicy: string,
  fields: object = {},
  rule: object = {},
) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name },
  webhooks: [
    {
      name: WEBHOOK,
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      timeoutSeconds: 5,
      failurePolicy,
      clientConfig,
      namespaceSelector: { matchLabels: SELECTED },
      rules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE'],
          resources: ['configmaps'],
          ...rule,
        },
      ],
      ...fields,
    },
  ],
});

const inService = (name: string) => ({
  service: { namespace: NAMESPACE, name, path: '/validate' },
});

export const webhooks: Topic = (server, { reachesThisMachine }) => {
  beforeAll(() => createNamespace(server().api, NAMESPACE, SELECTED));

  const createService = (name: string) =>
    server().api.create(`/api/v1/namespaces/${NAMESPACE}/services`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        selector: { app: name },
        ports: [{ port: 443, protocol: 'TCP', targetPort: 10250 }],
      },
    });

  /** Registers the webhook, runs, and takes it away again. */
  async function withWebhook<T>(
    clientConfig: object,
    run: () => Promise<T>,
    failurePolicy = 'Fail',
  ): Promise<T> {
    const { api } = server();
    const path = configuration('contract-webhooks');
    const made = await api.apply(
      path,
      webhook('contract-webhooks', clientConfig, failurePolicy),
    );
    expect(made).toMatchObject({ status: 201 });
    try {
      return await run();
    } finally {
      await api.delete(path);
    }
  }

  /** The refusal of the next ConfigMap, once the server has noticed the webhook. */
  async function refusal(name: string): Promise<KubernetesApiError> {
    const { body } = await until(
      'the webhook is asked',
      () =>
        server().api.create(configMaps(NAMESPACE), configMap(name), {
          dryRun: 'All',
        }),
      ({ status }) => status >= 300,
    );
    const causes = listAt(body, 'details', 'causes').map(cause => ({
      message: String(at(cause, 'message')),
    }));
    return new KubernetesApiError({
      statusCode: Number(at(body, 'code')),
      reason: String(at(body, 'reason') ?? ''),
      message: textAt(body, 'message'),
      details: { causes },
    });
  }

  const failed = (url: string, tail: string) =>
    `Internal error occurred: failed calling webhook "${WEBHOOK}": failed to call webhook: Post "${url}/validate?timeout=5s": ${tail}`;

  it('whose Service has no pod yet: refused with 500, worth another try', async () => {
    await createService('no-pods');
    const refused = await withWebhook(inService('no-pods'), () =>
      refusal('no-pods'),
    );

    expect(refused).toMatchObject({ statusCode: 500, reason: 'InternalError' });
    expect(refused.message).toBe(
      failed(
        `https://no-pods.${NAMESPACE}.svc:443`,
        'no endpoints available for service "no-pods"',
      ),
    );
    expect(isTransient(refused)).toBe(true);
  });

  it('whose Service is not there: final', async () => {
    const refused = await withWebhook(inService('nobody'), () =>
      refusal('nobody'),
    );

    expect(refused.statusCode).toBe(500);
    expect(refused.message).toBe(
      failed(
        `https://nobody.${NAMESPACE}.svc:443`,
        'service "nobody" not found',
      ),
    );
    expect(isTransient(refused)).toBe(false);
  });

  it('that fails and is to be ignored then: not in the way', async () => {
    await withWebhook(
      inService('nobody'),
      async () => {
        const answer = await server().api.create(
          configMaps(NAMESPACE),
          configMap('ignored'),
        );
        expect(answer).toMatchObject({ status: 201 });
      },
      'Ignore',
    );
  });

  it('has no say in namespaces that it does not select', async () => {
    await withWebhook(inService('nobody'), async () => {
      await refusal('selected');
      expect(
        await server().api.create(
          configMaps('default'),
          configMap('contract-not-selected'),
        ),
      ).toMatchObject({ status: 201 });
    });
  });

  describe('is asked', () => {
    const CLUSTER = '/apis/admissionregistration.k8s.io/v1';
    const path = configuration('contract-webhooks');
    const asked = (answer: Answer) => answer.status === 500;

    /** Whether the webhook is asked about a write; `marker` shows that it is registered. */
    async function isAsked(
      fields: object,
      rule: object,
      marker: () => Promise<Answer>,
      write: () => Promise<Answer>,
    ): Promise<boolean> {
      const { api } = server();
      await api.create(
        `${CLUSTER}/validatingwebhookconfigurations`,
        webhook('contract-webhooks', inService('nobody'), 'Fail', fields, rule),
      );
      try {
        await until('the webhook is asked', marker, asked);
        return asked(await write());
      } finally {
        await api.delete(path);
        await until(
          'the webhook is not asked any more',
          marker,
          answer => !asked(answer),
        );
      }
    }

    const create = (name: string, labels: Record<string, string> = {}) =>
      server().api.create(
        configMaps(NAMESPACE),
        configMap(name, {}, { labels }),
        { dryRun: 'All' },
      );
    const change = (data: Record<string, string>) =>
      server().api.apply(
        configMaps(NAMESPACE, 'there'),
        configMap('there', data),
        { dryRun: true },
      );

    // A webhook of the tests before is asked for a moment after it was deleted.
    beforeAll(() =>
      until(
        'it is stored',
        () =>
          server().api.apply(
            configMaps(NAMESPACE, 'there'),
            configMap('there', { a: '1' }),
          ),
        ({ status }) => status === 201,
      ),
    );

    it('by the labels of the object', async () => {
      const fields = { objectSelector: { matchLabels: { ask: 'yes' } } };
      const marker = () => create('marked', { ask: 'yes' });

      expect(await isAsked(fields, {}, marker, () => create('unmarked'))).toBe(
        false,
      );
    });

    it.each([
      ['scope', { scope: 'Cluster' }],
      ['apiVersions', { apiVersions: ['v2'] }],
      ['operations', { operations: ['UPDATE'] }],
      ['apiGroups', { apiGroups: ['apps'] }],
    ])('by the %s of its rules', async (_, rule) => {
      const marks = {
        apiGroups: [''],
        apiVersions: ['v1'],
        operations: ['CREATE'],
        resources: ['secrets'],
      };
      const rules = [marks, { ...marks, resources: ['configmaps'], ...rule }];
      const marker = () =>
        server().api.create(
          `/api/v1/namespaces/${NAMESPACE}/secrets`,
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'marker' } },
          { dryRun: 'All' },
        );

      expect(
        await isAsked({ rules }, {}, marker, () => create('ruled-out')),
      ).toBe(false);
    });

    it('about an apply that changes nothing, too', async () => {
      const marker = () => change({ a: '2' });

      expect(
        await isAsked({}, { operations: ['UPDATE'] }, marker, () =>
          change({ a: '1' }),
        ),
      ).toBe(true);
    });

    it('about a deletion, even in a dry run', async () => {
      const remove = () =>
        server().api.delete(configMaps(NAMESPACE, 'there'), undefined, {
          dryRun: 'All',
        });

      expect(
        await isAsked({}, { operations: ['DELETE'] }, remove, remove),
      ).toBe(true);
    });
  });

  it('whose Service has another port: refused with 500', async () => {
    const { api } = server();
    await api.create(`/api/v1/namespaces/${NAMESPACE}/services`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'other-port' },
      spec: { selector: { app: 'a' }, ports: [{ port: 8443 }] },
    });
    const refused = await withWebhook(inService('other-port'), () =>
      refusal('other-port'),
    );

    expect(refused.message).toBe(
      failed(
        `https://other-port.${NAMESPACE}.svc:443`,
        'no service port 443 found for service "other-port"',
      ),
    );
  });

  it.each([
    [
      'a name of one part',
      { name: 'short' },
      'name: Invalid value: "short": should be a domain with at least three segments separated by dots',
    ],
    [
      'side effects',
      { sideEffects: 'Some' },
      'sideEffects: Unsupported value: "Some": supported values: "None", "NoneOnDryRun"',
    ],
    [
      'nobody to ask',
      { clientConfig: {} },
      'clientConfig: Required value: exactly one of url or service is required',
    ],
    [
      'more time than there is',
      { timeoutSeconds: 31 },
      'timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 seconds',
    ],
    [
      'plain HTTP',
      { clientConfig: { url: 'http://example.org/validate' } },
      `clientConfig.url: Invalid value: "http": 'https' is the only allowed URL scheme; desired format: https://host[/path]`,
    ],
  ])('with %s is refused', async (_, fields, problem) => {
    const answer = await server().api.apply(
      configuration('contract-wrong'),
      webhook('contract-wrong', inService('nobody'), 'Fail', fields),
    );

    expect(answer).toMatchObject({
      status: 422,
      body: {
        message: `ValidatingWebhookConfiguration.admissionregistration.k8s.io "contract-wrong" is invalid: webhooks[0].${problem}`,
      },
    });
  });

  if (!reachesThisMachine) {
    // The sandbox plays the programs behind webhooks; its own tests are about them.
    return;
  }

  describe('on this machine', () => {
    let program: WebhookServer;
    beforeAll(async () => {
      program = await startWebhookServer({
        names: ['127.0.0.1'],
        denial: { code: 400, message: 'not this one' },
      });
    });
    afterAll(() => program.stop());

    it('that refuses connections: worth another try', async () => {
      const url = 'https://127.0.0.1:1';
      const refused = await withWebhook({ url: `${url}/validate` }, () =>
        refusal('refused'),
      );

      expect(refused.message).toBe(
        failed(url, 'dial tcp 127.0.0.1:1: connect: connection refused'),
      );
      expect(isTransient(refused)).toBe(true);
    });

    it('whose CA is not injected yet: worth another try', async () => {
      const { url } = program;
      const refused = await withWebhook({ url: `${url}/validate` }, () =>
        refusal('unknown-authority'),
      );

      expect(refused.message).toMatch(
        /: tls: failed to verify certificate: x509: certificate signed by unknown authority/,
      );
      expect(isTransient(refused)).toBe(true);
    });

    it('whose certificate has another name: final', async () => {
      const { url, ca } = program;
      const refused = await withWebhook(
        {
          url: `${url.replace('127.0.0.1', 'localhost')}/validate`,
          caBundle: Buffer.from(ca).toString('base64'),
        },
        () => refusal('other-name'),
      );

      expect(refused.message).toMatch(
        /: tls: failed to verify certificate: x509: certificate is /,
      );
      expect(isTransient(refused)).toBe(false);
    });

    it('that denies: its own words, final', async () => {
      const { url, ca } = program;
      const refused = await withWebhook(
        {
          url: `${url}/validate`,
          caBundle: Buffer.from(ca).toString('base64'),
        },
        () => refusal('denied'),
      );

      expect(refused).toMatchObject({
        statusCode: 400,
        message: `admission webhook "${WEBHOOK}" denied the request: not this one`,
      });
      expect(isTransient(refused)).toBe(false);
    });
  });
};
