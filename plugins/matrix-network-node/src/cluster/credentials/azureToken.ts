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

import type * as AzureIdentity from '@azure/identity';
import { Token } from './Token';

/** The application that AKS clusters are known as, the same for all. */
const AKS_SCOPE = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/** A token for AKS, of the identity that Azure finds for the portal: `AZURE_*`, workload or managed identity, `az login`. */
export async function azureToken(abortSignal: AbortSignal): Promise<Token> {
  const {
    DefaultAzureCredential,
  }: typeof AzureIdentity = require('@azure/identity');
  // A new one each time: it would give the same token again after a refusal.
  const { token, expiresOnTimestamp } =
    await new DefaultAzureCredential().getToken(AKS_SCOPE, { abortSignal });
  return { value: token, expiresAt: expiresOnTimestamp };
}
