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

import { z } from 'zod';
import { done, Waiter, waiting } from './Waiter';

const configurationSchema = z.object({
  webhooks: z
    .array(
      z.object({
        name: z.string(),
        clientConfig: z.object({ caBundle: z.string().default('') }),
      }),
    )
    .default([]),
});

/** Every webhook of the configuration has the CA by which the API server trusts it. */
export const webhookReady: Waiter<'webhookReady'> = async (
  { configurationKind, name },
  client,
  options,
) => {
  const object = await client.get(
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: configurationKind,
      name,
    },
    options,
  );
  if (!object) {
    return waiting('not there yet');
  }
  const without = configurationSchema
    .parse(object)
    .webhooks.filter(({ clientConfig }) => clientConfig.caBundle === '');
  return without.length === 0
    ? done
    : waiting(`webhook ${without[0].name} has no CA bundle yet`);
};
