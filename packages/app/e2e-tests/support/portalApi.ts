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

import { APIRequestContext, expect } from '@playwright/test';

// The portal's backend, asked as the guest that signs in.
const backend = 'http://localhost:7007/api';
const ours = `${backend}/matrix-network`;

async function asGuest(request: APIRequestContext) {
  const response = await request.get(`${backend}/auth/guest/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  expect(response.ok(), await response.text()).toBe(true);
  const { backstageIdentity } = await response.json();
  return { Authorization: `Bearer ${backstageIdentity.token}` };
}

/** Applies a spec, as the template and a pipeline would, and waits for the end. */
export async function applySpec(
  request: APIRequestContext,
  spec: { name: string } & Record<string, unknown>,
) {
  const headers = await asGuest(request);
  const started = await request.post(
    `${ours}/matrix-clusters/${spec.name}/operations`,
    { headers, data: { spec } },
  );
  expect(started.status(), await started.text()).toBe(202);
  const { id } = await started.json();
  await expect
    .poll(
      async () => {
        const response = await request.get(`${ours}/operations/${id}`, {
          headers,
        });
        const { status, error } = (await response.json()).operation;
        return error ?? status;
      },
      { timeout: 180_000 },
    )
    .toBe('succeeded');
}
