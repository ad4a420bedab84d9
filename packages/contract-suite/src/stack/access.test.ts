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

import { ConfigReader } from '@backstage/config';
import {
  ClusterClient,
  combineClusterAccess,
  ConfigClusterAccess,
  createClusterClient,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import {
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasKubernetes } from '../servers';

// `npm test` says loudly where there is none.
const describeReal = hasKubernetes ? describe : describe.skip;

const base64 = (text: string) => Buffer.from(text).toString('base64');

describeReal('ways to a real API server', () => {
  let kubernetes: TestKubernetes;
  let folder: string;
  let serviceAccountToken: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'contract-access-'));
    kubernetes = await startKubernetes();
    const { request } = kubernetes;
    const account = '/api/v1/namespaces/default/serviceaccounts';
    await request('POST', account, { metadata: { name: 'portal' } });
    await request(
      'POST',
      '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
      {
        metadata: { name: 'portal' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'cluster-admin',
        },
        subjects: [
          { kind: 'ServiceAccount', namespace: 'default', name: 'portal' },
        ],
      },
    );
    const { status } = await request<{ status: { token: string } }>(
      'POST',
      `${account}/portal/token`,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {},
      },
    );
    serviceAccountToken = status.token;
  }, 120_000);

  afterAll(async () => {
    await kubernetes?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function file(name: string, content: string | object): Promise<string> {
    const full = path.join(folder, name);
    await writeFile(
      full,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    return full;
  }

  const access = (config: object) =>
    ConfigClusterAccess.fromConfig(
      new ConfigReader(JSON.parse(JSON.stringify(config))),
    );

  const pods = (client: ClusterClient) =>
    client.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace: 'default' });

  describe('by kubernetes.clusterLocatorMethods', () => {
    const client = (fields: object) =>
      access({
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'prod',
                  url: kubernetes.url,
                  authProvider: 'serviceAccount',
                  serviceAccountToken,
                  ...fields,
                },
              ],
            },
          ],
        },
      }).client('prod');

    it('with the token of a service account and caData', async () => {
      const prod = await client({ caData: base64(kubernetes.ca) });

      expect(await pods(prod)).toEqual([]);
    });

    it('with caFile', async () => {
      const prod = await client({ caFile: kubernetes.caFile });

      expect(await pods(prod)).toEqual([]);
    });

    it('without a CA not at all, and the error says why', async () => {
      const prod = await client({});

      await expect(pods(prod)).rejects.toMatchObject({
        name: 'ClusterConnectionError',
        code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
      });
    });

    it('without verification where told so', async () => {
      const prod = await client({ skipTLSVerify: true });

      expect(await pods(prod)).toEqual([]);
    });

    it('with a token in authMetadata', async () => {
      const prod = await client({
        caFile: kubernetes.caFile,
        authProvider: undefined,
        serviceAccountToken: undefined,
        authMetadata: {
          'kubernetes.io/auth-provider': 'serviceAccount',
          serviceAccountToken,
        },
      });

      expect(await pods(prod)).toEqual([]);
    });

    it('with a token that is not known: refused as such', async () => {
      const prod = await client({
        caFile: kubernetes.caFile,
        serviceAccountToken: 'wrong',
      });

      await expect(pods(prod)).rejects.toMatchObject({
        statusCode: 401,
        message: 'Unauthorized',
      });
    });
  });

  describe('by a kubeconfig', () => {
    async function client(user: object): Promise<ClusterClient> {
      const config = await file('kubeconfig', {
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'c',
            cluster: {
              server: kubernetes.url,
              'certificate-authority-data': base64(kubernetes.ca),
            },
          },
        ],
        users: [{ name: 'u', user }],
        contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
        'current-context': 'prod',
      });
      return access({
        matrixNetwork: { kubeconfig: { path: config } },
      }).client('prod');
    }

    /** A program that prints credentials, as cloud providers bring them. */
    async function plugin(name: string, credential: string): Promise<string> {
      const program = await file(
        name,
        `#!/bin/sh\necho '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'"${credential}"'"}}'\n`,
      );
      await chmod(program, 0o700);
      return program;
    }

    it('with a token', async () => {
      expect(await pods(await client({ token: serviceAccountToken }))).toEqual(
        [],
      );
    });

    it('with a client certificate', async () => {
      const { certificate, key } = kubernetes.clientCertificate;
      const prod = await client({
        'client-certificate-data': base64(certificate),
        'client-key-data': base64(key),
      });

      expect(await pods(prod)).toEqual([]);
    });

    it('with a program that prints the token', async () => {
      const prod = await client({
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: await plugin('prints-token', '$TOKEN'),
          env: [{ name: 'TOKEN', value: serviceAccountToken }],
          interactiveMode: 'Never',
        },
      });

      expect(await pods(prod)).toEqual([]);
    });

    it('with a program that is not there: the error names it', async () => {
      const prod = await client({
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: '/nowhere/aws',
          interactiveMode: 'Never',
        },
      });

      await expect(pods(prod)).rejects.toMatchObject({
        name: 'ClusterConnectionError',
        code: 'ENOENT',
        message: expect.stringContaining('/nowhere/aws'),
      });
    });

    it('with a token file, as it is when it is asked', async () => {
      const tokenFile = await file('token', serviceAccountToken);

      expect(await pods(await client({ tokenFile }))).toEqual([]);
    });
  });

  it("by a module's own source, beside the configuration", async () => {
    const { url, ca } = kubernetes;
    const own = createClusterClient({
      name: 'vault',
      url,
      token: serviceAccountToken,
      caData: base64(ca),
    });
    const clusters = combineClusterAccess([
      access({}),
      { list: async () => [{ name: 'vault' }], client: async () => own },
    ]);

    expect(await clusters.list()).toEqual([{ name: 'vault' }]);
    expect(await pods(await clusters.client('vault'))).toEqual([]);
  });
});
