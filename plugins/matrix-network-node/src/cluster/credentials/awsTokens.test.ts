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
import { serve, stopServing } from '../../__testUtils__/serve';
import { AwsCluster, awsTokens } from './awsTokens';

const before = { ...process.env };

beforeEach(() => {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIDENVIRONMENT',
    AWS_SECRET_ACCESS_KEY: 'secret of the environment',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  delete process.env.AWS_REGION;
  delete process.env.AWS_SESSION_TOKEN;
});

afterEach(() => {
  process.env = { ...before };
  stopServing();
});

async function signedBy(cluster: AwsCluster, config: object = {}) {
  const token = await awsTokens(new ConfigReader({ ...config }))(cluster)(
    AbortSignal.timeout(10_000),
  );
  const [prefix, text] = token.value.split('.');
  const url = new URL(Buffer.from(text, 'base64url').toString());
  return { prefix, url, query: url.searchParams, token };
}

/** What STS answers to AssumeRole; remembers what it was asked. */
async function startSts(expiration: Date) {
  const asked: (URLSearchParams & { signedBy?: string })[] = [];
  process.env.AWS_ENDPOINT_URL_STS = await serve((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      const action = new URLSearchParams(body);
      asked.push(
        Object.assign(action, {
          signedBy: /Credential=([^/]+)/.exec(
            request.headers.authorization ?? '',
          )?.[1],
        }),
      );
      response.setHeader('Content-Type', 'text/xml');
      response.end(
        action.get('Action') === 'GetCallerIdentity'
          ? `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
              <Arn>arn:aws:iam::111111111111:user/portal</Arn><UserId>portal</UserId><Account>111111111111</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>`
          : `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
              <Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
              <SessionToken>session</SessionToken><Expiration>${expiration.toISOString()}</Expiration></Credentials>
              <AssumedRoleUser><Arn>arn:aws:sts::222222222222:assumed-role/r/s</Arn><AssumedRoleId>r:s</AssumedRoleId></AssumedRoleUser>
            </AssumeRoleResult></AssumeRoleResponse>`,
      );
    });
  });
  return asked;
}

it('signs a request for this cluster alone, which is good for a quarter of an hour', async () => {
  const now = Date.now();
  const { prefix, url, query, token } = await signedBy({ clusterId: 'prod' });

  expect(prefix).toBe('k8s-aws-v1');
  expect(url.origin).toBe('https://sts.us-east-1.amazonaws.com');
  expect(Object.fromEntries(query)).toMatchObject({
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': expect.stringMatching(
      /^AKIDENVIRONMENT\/\d{8}\/us-east-1\/sts\/aws4_request$/,
    ),
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(token.value).not.toContain('=');
  expect(token.expiresAt).toBeGreaterThanOrEqual(now + 15 * 60_000);
  expect(token.expiresAt).toBeLessThan(now + 16 * 60_000);
});

it('signs for another cluster otherwise', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
  const signatures = await Promise.all(
    ['prod', 'prod', 'staging'].map(async clusterId =>
      (await signedBy({ clusterId })).query.get('X-Amz-Signature'),
    ),
  );
  jest.useRealTimers();

  expect(signatures[0]).toBe(signatures[1]);
  expect(signatures[0]).not.toBe(signatures[2]);
});

it.each([
  ['eu-central-1', 'sts.eu-central-1.amazonaws.com'],
  ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
])('asks in the region that AWS_REGION names: %s', async (region, host) => {
  process.env.AWS_REGION = region;

  const { url, query } = await signedBy({ clusterId: 'prod' });

  expect(url.hostname).toBe(host);
  expect(query.get('X-Amz-Credential')).toContain(`/${region}/sts/`);
});

it('signs with the main account of the configuration', async () => {
  const { query } = await signedBy(
    { clusterId: 'prod' },
    {
      aws: {
        mainAccount: { accessKeyId: 'AKIDCONFIG', secretAccessKey: 'secret' },
      },
    },
  );

  expect(query.get('X-Amz-Credential')).toMatch(/^AKIDCONFIG\//);
});

it('assumes the role, and the token ends with it', async () => {
  const expiration = new Date(Math.floor(Date.now() / 1000) * 1000 + 300_000);
  const asked = await startSts(expiration);

  const { query, token } = await signedBy({
    clusterId: 'prod',
    assumeRole: 'arn:aws:iam::222222222222:role/reader',
    externalId: 'portal',
  });

  const assumed = asked.find(action => action.get('Action') === 'AssumeRole');
  expect(assumed?.get('RoleArn')).toBe('arn:aws:iam::222222222222:role/reader');
  expect(assumed?.get('ExternalId')).toBe('portal');
  expect(assumed?.signedBy).toBe('AKIDENVIRONMENT');
  expect(query.get('X-Amz-Credential')).toMatch(/^ASIAROLE\//);
  expect(query.get('X-Amz-Security-Token')).toBe('session');
  expect(token.expiresAt).toBe(expiration.getTime());
});

it("assumes the role by the account that has it, where the configuration names that account's keys", async () => {
  const asked = await startSts(new Date(Date.now() + 3_600_000));

  await signedBy(
    {
      clusterId: 'prod',
      assumeRole: 'arn:aws:iam::222222222222:role/reader',
    },
    {
      aws: {
        accounts: [
          {
            accountId: '222222222222',
            accessKeyId: 'AKIDACCOUNT',
            secretAccessKey: 'secret',
          },
        ],
      },
    },
  );

  expect(asked.map(({ signedBy: key }) => key)).toEqual(['AKIDACCOUNT']);
});

it('says that there are no credentials', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  process.env.AWS_CONFIG_FILE = '/nowhere';
  process.env.AWS_SHARED_CREDENTIALS_FILE = '/nowhere';

  await expect(signedBy({ clusterId: 'prod' })).rejects.toThrow(
    'Could not load credentials from any providers',
  );
});
