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
import { createServer, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { fakeClock } from '../__testUtils__/fakeClock';
import { serve, stopServing } from '../__testUtils__/serve';
import { ClusterClient } from './ClusterClient';
import { ConfigClusterAccess } from './ConfigClusterAccess';

jest.setTimeout(30_000);

const before = { ...process.env };

afterEach(() => {
  jest.useRealTimers();
  process.env = { ...before };
  stopServing();
});

/** An API server that asks `accepts` of each bearer token; remembers them all. */
async function startApiServer(accepts: (token: string) => boolean) {
  const tokens: string[] = [];
  const url = await serve((request, response) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    tokens.push(token);
    response.statusCode = accepts(token) ? 200 : 401;
    response.end(
      JSON.stringify(
        accepts(token)
          ? { major: '1', minor: '36', gitVersion: 'v1.36.3' }
          : { kind: 'Status', code: 401, message: 'Unauthorized' },
      ),
    );
  });
  return { url, tokens };
}

const access = (config: object) =>
  ConfigClusterAccess.fromConfig(
    new ConfigReader(JSON.parse(JSON.stringify(config))),
  );

const clusterOf = (fields: object): Promise<ClusterClient> =>
  access({
    kubernetes: {
      clusterLocatorMethods: [
        { type: 'config', clusters: [{ name: 'cloud', ...fields }] },
      ],
    },
  }).client('cloud');

describe('an EKS cluster', () => {
  const decoded = (token: string) =>
    new URL(Buffer.from(token.split('.')[1], 'base64url').toString());

  beforeEach(() => {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'AKID',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
    });
  });

  it('is asked with a signed token, the same for several requests, another before it ends', async () => {
    const { url, tokens } = await startApiServer(token =>
      token.startsWith('k8s-aws-v1.'),
    );
    fakeClock();
    const client = await clusterOf({ url, authProvider: 'aws' });

    await Promise.all([client.version(), client.version()]);
    jest.setSystemTime(Date.now() + 15 * 60_000);
    await client.version();

    expect(tokens[0]).toBe(tokens[1]);
    expect(tokens[2]).not.toBe(tokens[0]);
    expect(decoded(tokens[0]).hostname).toBe('sts.eu-west-1.amazonaws.com');
  });

  it.each([
    ['fields', { assumeRole: 'not-an-arn', externalId: 'e' }],
    [
      'authMetadata',
      { authMetadata: { 'kubernetes.io/aws-assume-role': 'not-an-arn' } },
    ],
  ])('is asked as the role that it names by %s', async (_, fields) => {
    const { url, tokens } = await startApiServer(() => true);
    const client = await clusterOf({ url, authProvider: 'aws', ...fields });

    await expect(client.version()).rejects.toMatchObject({
      name: 'ClusterConnectionError',
      message: `Could not get the credentials for ${url}: Malformed ARN`,
    });
    expect(tokens).toEqual([]);
  });

  it('is known to AWS by the name that authMetadata gives it', async () => {
    fakeClock();
    const { url, tokens } = await startApiServer(() => true);
    const named = (name?: string) => ({
      url,
      authProvider: 'aws',
      authMetadata: name && { 'kubernetes.io/x-k8s-aws-id': name },
    });

    for (const name of [undefined, 'cloud', 'other']) {
      await (await clusterOf(named(name))).version();
    }

    expect(tokens[1]).toBe(tokens[0]);
    expect(tokens[2]).not.toBe(tokens[0]);
  });
});

describe('an AKS cluster', () => {
  let count: number;
  let answer: (response: ServerResponse) => void;
  const azure = createServer((_, response) => answer(response));

  // One for all tests: the library remembers its address.
  beforeAll(
    () =>
      new Promise<void>(resolve => {
        azure.listen(0, '127.0.0.1', resolve);
      }),
  );

  afterAll(() => {
    azure.closeAllConnections();
    azure.close();
  });

  /** Azure's endpoint for managed identities answers with azure-1, azure-2, … */
  beforeEach(() => {
    const address = azure.address();
    const port = typeof address === 'object' && address?.port;
    Object.assign(process.env, {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER: 'header',
    });
    count = 0;
    answer = response => {
      count += 1;
      response.end(
        JSON.stringify({
          access_token: `azure-${count}`,
          // The library keeps none that ends as soon as this one.
          expires_on: String(Math.floor(Date.now() / 1000) + 240),
          resource: 'r',
          token_type: 'Bearer',
        }),
      );
    };
  });

  it('is asked with the token of the managed identity, and with one fresh token when that is refused', async () => {
    const { url, tokens } = await startApiServer(token => token === 'azure-2');
    fakeClock();
    const client = await clusterOf({ url, authProvider: 'azure' });

    // It has only just come: another one would fare no better.
    await expect(client.version()).rejects.toMatchObject({ statusCode: 401 });
    expect(tokens).toEqual(['azure-1']);

    jest.setSystemTime(Date.now() + 61_000);
    await Promise.all([client.version(), client.version()]);

    expect(count).toBe(2);
    expect(tokens.slice(-2)).toEqual(['azure-2', 'azure-2']);
  });

  it('shares its token with the others', async () => {
    const { url } = await startApiServer(token => token === 'azure-1');
    const clusters = access({
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: ['one', 'two'].map(name => ({
              name,
              url,
              authProvider: 'azure',
            })),
          },
        ],
      },
    });

    for (const name of ['one', 'two']) {
      await (await clusters.client(name)).version();
    }

    expect(count).toBe(1);
  });

  it('stops waiting for a token when its signal aborts', async () => {
    answer = () => {};
    const { url, tokens } = await startApiServer(() => true);
    const client = await clusterOf({ url, authProvider: 'azure' });

    await expect(
      client.version({ signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(tokens).toEqual([]);
  });
});

describe('a GKE cluster', () => {
  it('is not asked without a token, and the error names no secret', async () => {
    const sts = await serve((_, response) => {
      response.statusCode = 400;
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({
          error: 'invalid_grant',
          error_description: 'The account is disabled',
        }),
      );
    });
    const { url, tokens } = await startApiServer(() => true);
    const client = await access({
      kubernetes: {
        googleServiceAccountCredentials: JSON.stringify({
          type: 'external_account',
          audience: '//iam.googleapis.com/x',
          subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
          token_url: `${sts}/token`,
          client_id: 'portal',
          client_secret: 'very-secret',
          credential_source: { file: __filename },
        }),
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              { name: 'cloud', url, authProvider: 'googleServiceAccount' },
            ],
          },
        ],
      },
    }).client('cloud');

    const failure = await client.version().catch(error => error);

    expect(failure).toMatchObject({
      name: 'ClusterConnectionError',
      message: expect.stringContaining('The account is disabled'),
    });
    expect(inspect(failure, { depth: 20 })).not.toContain('very-secret');
    expect(tokens).toEqual([]);
  });
});
