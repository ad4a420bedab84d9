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
  kubernetesBinaries,
  startKubernetes,
  TestKubernetes,
} from '@matrix-network/test-kubernetes';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeClock } from '../__testUtils__/fakeClock';
import { ConfigClusterAccess } from './ConfigClusterAccess';
import { ClusterClient } from './ClusterClient';

jest.setTimeout(60_000);

// Nobody's own kubeconfig is in the way.
jest.mock('node:os', () => ({
  ...jest.requireActual('node:os'),
  homedir: () => '/nobody',
}));

// `npm test` says loudly where there is none.
const describeReal = kubernetesBinaries() ? describe : describe.skip;

const secrets = { apiVersion: 'v1', kind: 'Secret' };

describeReal("a portal's pod, on a real kube-apiserver", () => {
  const before = { ...process.env };
  let server: TestKubernetes;
  let root: string;

  const accounts = '/api/v1/namespaces/default/serviceaccounts';
  const folder = () =>
    join(root, 'var/run/secrets/kubernetes.io/serviceaccount');

  /** What kubelet does: a token of the account, in the pod's file. */
  async function signInAs(account: string, end = ''): Promise<void> {
    const { status } = await server.request<{ status: { token: string } }>(
      'POST',
      `${accounts}/${account}/token`,
      { spec: { expirationSeconds: 3600 } },
    );
    writeFileSync(join(folder(), 'token'), `${status.token}${end}`);
  }

  beforeAll(async () => {
    server = await startKubernetes();
    for (const name of ['portal', 'later']) {
      await server.request('POST', accounts, { metadata: { name } });
    }
  }, 120_000);

  afterAll(() => server?.stop());

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'pod-'));
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'namespace'), 'default');
    writeFileSync(join(folder(), 'ca.crt'), server.ca);
    await signInAs('portal');
    const { hostname, port } = new URL(server.url);
    process.env.KUBERNETES_SERVICE_HOST = hostname;
    process.env.KUBERNETES_SERVICE_PORT = port;
    delete process.env.KUBECONFIG;
  });

  afterEach(() => {
    jest.useRealTimers();
    process.env = { ...before };
    rmSync(root, { recursive: true });
  });

  const clientOf = (config: object, name: string): Promise<ClusterClient> =>
    ConfigClusterAccess.fromConfig(
      new ConfigReader(JSON.parse(JSON.stringify(config))),
      { podRoot: root },
    ).client(name);

  const located = (fields: object = {}) =>
    clientOf(
      {
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'own',
                  url: server.url,
                  authProvider: 'serviceAccount',
                  ...fields,
                },
              ],
            },
          ],
        },
      },
      'own',
    );

  /** Whom the server takes the client for; a refusal names the user. */
  async function userOf(client: ClusterClient): Promise<string | undefined> {
    const refusal = await client.list(secrets).catch(error => error);
    return /User "([^"]+)"/.exec(String(refusal))?.[1];
  }

  it.each([
    ['a cluster of the configuration without a token', () => located()],
    [
      'the usual kubeconfig where there is no file',
      () => clientOf({ matrixNetwork: { kubeconfig: {} } }, 'inClusterContext'),
    ],
  ])("signs in with the pod's own account: %s", async (_, connect) => {
    expect(await userOf(await connect())).toBe(
      'system:serviceaccount:default:portal',
    );
  });

  it('reads the token anew, as it changes while the portal runs', async () => {
    fakeClock();
    const client = await located();
    expect(await userOf(client)).toBe('system:serviceaccount:default:portal');

    await signInAs('later');
    jest.setSystemTime(Date.now() + 61_000);

    expect(await userOf(client)).toBe('system:serviceaccount:default:later');
  });

  it('takes a token whose file ends with a line end', async () => {
    await signInAs('portal', '\n');

    expect(await userOf(await located())).toBe(
      'system:serviceaccount:default:portal',
    );
  });

  it('trusts no other CA than the one that is named', async () => {
    const other = join(root, 'other.crt');
    writeFileSync(other, '');

    await expect(
      (await located({ caFile: other })).version(),
    ).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('says which file is missing outside of a pod', async () => {
    rmSync(folder(), { recursive: true });

    const failure = await (await located()).version().catch(error => error);

    expect(failure).toMatchObject({
      code: 'ENOENT',
      message: expect.stringMatching(
        /^Could not get the credentials for https:.*: ENOENT: no such file or directory, open '.*\/serviceaccount\/token'$/,
      ),
    });
  });
});
