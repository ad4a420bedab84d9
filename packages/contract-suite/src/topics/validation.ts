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
import { at, configMap, configMaps, createNamespace, refusal } from './helpers';

const NAMESPACE = 'contract-validation';
const services = `/api/v1/namespaces/${NAMESPACE}/services`;
const policies = `/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/networkpolicies`;

const policy = (name: string, spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec,
});

const service = (name: string, ports: object[]) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports },
});

export const validation: Topic = server => {
  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it.each([
    { validation: 'Ignore' as const },
    { validation: 'Warn' as const },
    { validation: 'Strict' as const },
  ])(
    'refuses unknown fields of an applied object, asked to $validation',
    async ({ validation: asked }) => {
      const answer = await server().api.apply(
        `${policies}/typo`,
        policy('typo', { podSelector: {}, ingres: [] }),
        { validation: asked },
      );

      // Not 400: to the API server this is an error of its own.
      expect(answer).toMatchObject({
        status: 500,
        body: {
          message:
            'failed to create typed patch object (/typo; networking.k8s.io/v1, Kind=NetworkPolicy): .spec.ingres: field not declared in schema',
        },
      });
    },
  );

  it('refuses unknown fields of any created object in the same words', async () => {
    const answer = await server().api.create(
      policies,
      policy('typo', { podSelector: {}, ingres: [] }),
      { fieldValidation: 'Strict' },
    );

    expect(answer).toMatchObject(
      refusal(
        400,
        'BadRequest',
        'NetworkPolicy in version "v1" cannot be handled as a NetworkPolicy: strict decoding error: unknown field "spec.ingres"',
      ),
    );
  });

  it('drops unknown fields with a warning by default', async () => {
    const answer = await server().api.create(
      policies,
      policy('warned', { podSelector: {}, ingres: [] }),
    );

    expect(answer.status).toBe(201);
    expect(answer.headers.warning).toBe(
      '299 - "unknown field \\"spec.ingres\\""',
    );
    expect(at(answer.body, 'spec', 'ingres')).toBeUndefined();
  });

  it('says which fields have which wrong values', async () => {
    const answer = await server().api.create(
      policies,
      policy('wrong', {
        podSelector: {},
        policyTypes: ['Ingres'],
        ingress: [{ ports: [{ port: 70000, protocol: 'TCP' }] }],
      }),
    );

    expect(answer).toMatchObject(
      refusal(
        422,
        'Invalid',
        expect.stringMatching(
          /^NetworkPolicy\.networking\.k8s\.io "wrong" is invalid: \[/,
        ),
        {
          name: 'wrong',
          group: 'networking.k8s.io',
          kind: 'NetworkPolicy',
          causes: expect.arrayContaining([
            expect.objectContaining({
              reason: 'FieldValueInvalid',
              field: 'spec.ingress[0].ports[0].port',
            }),
            expect.objectContaining({
              reason: 'FieldValueNotSupported',
              field: 'spec.policyTypes[0]',
            }),
          ]),
        },
      ),
    );
  });

  it('keeps the difference between no rule, an empty one, and empty peers', async () => {
    const { api } = server();
    const stored = async (name: string, spec: object) => {
      await api.apply(`${policies}/${name}`, policy(name, spec));
      return at((await api.get(`${policies}/${name}`)).body, 'spec');
    };

    expect(await stored('none', { podSelector: {} })).toEqual({
      podSelector: {},
      policyTypes: ['Ingress'],
    });
    expect(
      await stored('deny', { podSelector: {}, policyTypes: ['Ingress'] }),
    ).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
    expect(await stored('all', { podSelector: {}, ingress: [{}] })).toEqual({
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{}],
    });
    expect(
      await stored('peers', {
        podSelector: {},
        ingress: [{ from: [{ namespaceSelector: {} }, { podSelector: {} }] }],
      }),
    ).toMatchObject({
      ingress: [{ from: [{ namespaceSelector: {} }, { podSelector: {} }] }],
    });
  });

  it('takes null for nothing', async () => {
    const { api } = server();
    await api.create(configMaps(NAMESPACE), {
      ...configMap('nulls'),
      data: null,
    });
    const { body } = await api.get(configMaps(NAMESPACE, 'nulls'));

    expect(body).not.toHaveProperty('data');
    expect(
      await api.apply(`${policies}/nulls`, {
        ...policy('nulls', {
          podSelector: {},
          policyTypes: ['Ingress'],
          ingress: null,
        }),
      }),
    ).toMatchObject({ status: 201 });
  });

  it('refuses two list entries of the same key', async () => {
    const twice = [
      { name: 'a', port: 53, protocol: 'TCP' },
      { name: 'b', port: 53, protocol: 'TCP' },
    ];
    const answer = await server().api.apply(
      `${services}/twice`,
      service('twice', twice),
    );

    expect(answer.status).toBe(500);
    expect(at(answer.body, 'message')).toContain(
      '.spec.ports: duplicate entries for key [port=53,protocol="TCP"]',
    );
  });

  it('takes entries that differ in part of the key', async () => {
    const both = [
      { name: 'a', port: 53, protocol: 'TCP' },
      { name: 'b', port: 53, protocol: 'UDP' },
    ];

    expect(
      await server().api.apply(`${services}/both`, service('both', both)),
    ).toMatchObject({ status: 201 });
  });

  it('refuses names that are none', async () => {
    expect(
      await server().api.create(configMaps(NAMESPACE), configMap('Not_A_Name')),
    ).toMatchObject(
      refusal(
        422,
        'Invalid',
        expect.stringContaining(
          'ConfigMap "Not_A_Name" is invalid: metadata.name: Invalid value: "Not_A_Name": a lowercase RFC 1123 subdomain must consist of',
        ),
      ),
    );
  });

  it('refuses one key twice', async () => {
    expect(
      await server().api.create(configMaps(NAMESPACE), {
        ...configMap('double', { a: '1' }),
        binaryData: { a: 'YQ==' },
      }),
    ).toMatchObject(
      refusal(
        422,
        'Invalid',
        'ConfigMap "double" is invalid: data[a]: Invalid value: "a": duplicate of key present in binaryData',
      ),
    );
  });

  it('refuses to create what is there', async () => {
    const { api } = server();
    await api.create(configMaps(NAMESPACE), configMap('once'));

    expect(
      await api.create(configMaps(NAMESPACE), configMap('once')),
    ).toMatchObject(
      refusal(409, 'AlreadyExists', 'configmaps "once" already exists', {
        name: 'once',
        kind: 'configmaps',
      }),
    );
  });
};
