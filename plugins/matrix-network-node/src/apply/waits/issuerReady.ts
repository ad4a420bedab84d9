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

import { currentConditionOf, describeCondition } from './conditions';
import { done, failed, Waiter, waiting } from './Waiter';

/** Refusals that cert-manager does not try again until the issuer is changed. */
const finalRefusal = /: 4\d\d urn:ietf:params:acme:error:(?!rateLimited)/;

/** The ClusterIssuer can issue. */
export const issuerReady: Waiter<'issuerReady'> = async (
  { name },
  client,
  options,
) => {
  const issuer = await client.get(
    { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', name },
    options,
  );
  const ready = issuer && currentConditionOf(issuer, 'Ready');
  if (ready?.status === 'True') {
    return done;
  }
  const message = describeCondition(ready, 'cert-manager has not looked at it');
  return finalRefusal.test(message) ? failed(message) : waiting(message);
};
