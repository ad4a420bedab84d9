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

import { Config } from '@backstage/config';
import { CloudAuthProvider } from '../authProvider';
import { AwsCluster, awsTokens } from './awsTokens';
import { azureToken } from './azureToken';
import { googleTokens } from './googleTokens';
import { FetchToken } from './Token';
import { TokenCache } from './TokenCache';

/**
 * Tokens of clouds, for the portal itself. A token of Azure or Google is good
 * for all clusters, one of AWS for one. Nothing is fetched before a
 * token is asked for, nor is the cloud's library loaded, which few portals need.
 */
export class CloudTokens {
  readonly #aws: (cluster: AwsCluster) => FetchToken;
  readonly #azure = new TokenCache(azureToken);
  readonly #google: TokenCache;

  constructor(config: Config) {
    this.#aws = awsTokens(config);
    this.#google = new TokenCache(googleTokens(config));
  }

  of(provider: CloudAuthProvider): TokenCache {
    switch (provider.kind) {
      case 'aws':
        return new TokenCache(this.#aws(provider));
      case 'azure':
        return this.#azure;
      default:
        return this.#google;
    }
  }
}
