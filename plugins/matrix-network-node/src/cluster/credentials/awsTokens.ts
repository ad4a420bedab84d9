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

import type * as Sha256Js from '@aws-crypto/sha256-js';
import type * as CredentialProviders from '@aws-sdk/credential-providers';
import { Config } from '@backstage/config';
import type * as IntegrationAws from '@backstage/integration-aws-node';
import type * as Signature from '@smithy/signature-v4';
import { FetchToken } from './Token';

/** An EKS cluster, and the role to ask it as. */
export interface AwsCluster {
  /** As `aws eks` names the cluster: a token is for one cluster alone. */
  clusterId: string;
  assumeRole?: string;
  externalId?: string;
}

type Identity = Awaited<
  ReturnType<IntegrationAws.AwsCredentialProvider['sdkCredentialProvider']>
>;

const DEFAULT_REGION = 'us-east-1';
/** What the server side grants from the time of signing, whatever the URL says. */
const LIFETIME_MS = 15 * 60_000;
/** Without effect, but the server side accepts no more than this. */
const URL_EXPIRES_SECONDS = 60;

/**
 * Tokens for EKS: a signed request that asks AWS who signed it. The account is
 * chosen as Backstage's Kubernetes plugin does, from `aws` of the configuration.
 */
export function awsTokens(config: Config): (cluster: AwsCluster) => FetchToken {
  let manager: IntegrationAws.AwsCredentialsManager | undefined;
  const accounts = () => {
    const aws: typeof IntegrationAws = require('@backstage/integration-aws-node');
    manager ??= aws.DefaultAwsCredentialsManager.fromConfig(config);
    return manager;
  };
  return cluster => async () => {
    const region = process.env.AWS_REGION ?? DEFAULT_REGION;
    const identity = await identityOf(accounts(), cluster, region);
    const signedAt = Date.now();
    const url = await signedUrl(identity, cluster.clusterId, region);
    return {
      value: `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`,
      expiresAt: Math.min(
        signedAt + LIFETIME_MS,
        identity.expiration?.getTime() ?? Infinity,
      ),
    };
  };
}

async function identityOf(
  accounts: IntegrationAws.AwsCredentialsManager,
  { assumeRole, externalId }: AwsCluster,
  region: string,
): Promise<Identity> {
  if (!assumeRole) {
    return (await accounts.getCredentialProvider()).sdkCredentialProvider();
  }
  const {
    fromTemporaryCredentials,
  }: typeof CredentialProviders = require('@aws-sdk/credential-providers');
  return fromTemporaryCredentials({
    masterCredentials: await providerFor(accounts, assumeRole),
    clientConfig: { region },
    params: { RoleArn: assumeRole, ExternalId: externalId },
  })();
}

/** The account that has the role, where the configuration names it; else the main one. */
async function providerFor(
  accounts: IntegrationAws.AwsCredentialsManager,
  role: string,
) {
  try {
    const account = await accounts.getCredentialProvider({ arn: role });
    return account.sdkCredentialProvider;
  } catch (error) {
    const isUnknown =
      error instanceof Error &&
      error.message.includes('There is no AWS integration that matches');
    if (!isUnknown) {
      throw error;
    }
    return (await accounts.getCredentialProvider()).sdkCredentialProvider;
  }
}

/** China's regions are a partition of their own. */
function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

async function signedUrl(
  credentials: Identity,
  clusterId: string,
  region: string,
): Promise<string> {
  const { SignatureV4 }: typeof Signature = require('@smithy/signature-v4');
  const { Sha256 }: typeof Sha256Js = require('@aws-crypto/sha256-js');
  const hostname = `sts.${region}.${domainOf(region)}`;
  const signer = new SignatureV4({
    credentials,
    region,
    service: 'sts',
    sha256: Sha256,
  });
  const { query } = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host: hostname, 'x-k8s-aws-id': clusterId },
    },
    { expiresIn: URL_EXPIRES_SECONDS },
  );
  const parameters = Object.entries(query ?? {}).map(([name, value]) => [
    name,
    String(value),
  ]);
  return `https://${hostname}/?${new URLSearchParams(parameters)}`;
}
