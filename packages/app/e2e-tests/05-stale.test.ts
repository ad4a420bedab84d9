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

import { APIRequestContext, expect, test } from '@playwright/test';
import {
  keepPicture,
  open,
  pages,
  settled,
  signIn,
  themes,
  useTheme,
} from './support/portal';

// The sandbox's own switch: the cluster answers nothing but errors, as one that is down.
const faults = 'http://127.0.0.1:7444/sandbox/faults';
const headers = { Authorization: 'Bearer sandbox' };

async function stopCluster(request: APIRequestContext) {
  const response = await request.put(faults, {
    headers,
    data: { reset: 1 },
  });
  expect(response.ok()).toBe(true);
}

async function startCluster(request: APIRequestContext) {
  const response = await request.delete(faults, { headers });
  expect(response.ok()).toBe(true);
}

test.afterAll(({ playwright }) =>
  playwright.request.newContext().then(startCluster),
);

test('a cluster that is down costs its own row a mark, and nobody else anything', async ({
  page,
  request,
}) => {
  await signIn(page);
  await stopCluster(request);

  await test.step('the fleet page says since when', async () => {
    const row = page.getByRole('row', { name: /chat-drifted/ });
    await expect(row).toContainText(/Stale since/, { timeout: 120_000 });
    await expect(row).toContainText('Policy key-vault-isolation is missing');
    await expect(page.getByRole('row', { name: /chat-eu/ })).toContainText(
      /Seen/,
    );
    await keepPicture(page, 'fleet-stale');
  });

  for (const theme of themes) {
    await test.step(`the pages still show what was seen last, ${theme}`, async () => {
      await useTheme(page, theme);
      for (const name of ['driftedSystem', 'driftedKeyVault'] as const) {
        await open(page, pages[name]);
        await expect(
          page.getByText(/Stale: the cluster was last read/),
        ).toBeVisible();
        await expect(
          page.getByText(/key-vault-isolation/).first(),
        ).toBeVisible();
        await keepPicture(page, `${name}-stale-${theme}`);
      }
    });
  }

  await test.step('it recovers by itself', async () => {
    await startCluster(request);
    await open(page, pages.fleet);
    await settled(page);
    await expect(page.getByRole('row', { name: /chat-drifted/ })).toContainText(
      /Seen/,
      { timeout: 120_000 },
    );
  });
});
