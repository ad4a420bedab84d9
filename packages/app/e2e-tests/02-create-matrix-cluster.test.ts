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

import { expect, Page, test } from '@playwright/test';
import {
  keepPicture,
  nameField,
  open,
  pages,
  section,
  signIn,
} from './support/portal';

async function fillFirstStep(page: Page) {
  await nameField(page).fill('chat-eu');
  await page.getByLabel(/Kubernetes cluster/).selectOption('sandbox');
  await page.getByLabel(/Domain/).fill('chat.example.org');
}

test('scaffolds a Matrix cluster and finds its services in order', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await signIn(page);

  await test.step('the template is found under Create', async () => {
    await open(page, '/create');
    await page
      .getByRole('heading', { name: 'New Matrix cluster' })
      .first()
      .waitFor();
    await keepPicture(page, 'create');
    await page.getByRole('button', { name: 'Choose' }).click();
  });

  await test.step('three short steps', async () => {
    await fillFirstStep(page);
    await expect(page.getByText(/Reachable, Kubernetes/)).toBeVisible();
    await keepPicture(page, 'create-1');
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByLabel(/Concurrent users/).fill('5000');
    await expect(
      page.getByText('The ingress controller gets 3 replicas.'),
    ).toBeVisible();
    await keepPicture(page, 'create-2');
    await page.getByRole('button', { name: 'Next' }).click();

    await expect(page.getByText(/objects in \d+ stages go in/)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Stages' })).toContainText(
      'olicies',
    );
    await expect(page.getByText(/^\d+ to create/)).toBeVisible();
    await keepPicture(page, 'create-3-what-will-be-applied');
    await page.getByRole('button', { name: 'Review' }).click();
    await expect(page.getByText('chat.example.org').first()).toBeVisible();
    await keepPicture(page, 'create-4-review');
    await page.getByRole('button', { name: 'Create' }).click();
  });

  await test.step('every step of the task succeeds', async () => {
    await page.waitForURL(/\/create\/tasks\//);
    await keepPicture(page, 'create-5-task-running');
    await expect(
      page.getByRole('link', { name: 'The Matrix cluster' }),
    ).toBeVisible({ timeout: 300_000 });
    await expect(page.getByText(/objects created/)).toBeVisible();
    await expect(
      page.getByText(/network of chat-eu is (healthy|degraded)/),
    ).toBeVisible();
    await keepPicture(page, 'create-6-task-done');
  });

  await test.step('the link leads to its services', async () => {
    await page.getByRole('link', { name: 'Synapse (main)' }).click();
    await expect(
      page.getByRole('heading', { name: 'Synapse (main)' }),
    ).toBeVisible();
    await open(page, pages.synapseMain);
  });

  await test.step('policies in force, replicas = target, certificates ready', async () => {
    await expect(section(page, 'Network policies')).toContainText(
      /\d+ of \d+ in force/,
    );
    await expect(section(page, 'Network policies')).not.toContainText(
      /Missing|Edited/,
    );
    await expect(section(page, 'Ingress')).toContainText('3 of 3');
    const certificates = section(page, 'Certificates');
    await expect(certificates).toContainText('Ready');
    await expect(certificates).not.toContainText(/Failed|Expired|Issuing/);
  });

  await test.step('the whole Matrix cluster is healthy', async () => {
    await open(page, pages.fleet);
    const row = page.getByRole('row', { name: /chat-eu/ });
    await expect(row).toContainText('Healthy', { timeout: 90_000 });
    await expect(row).toContainText('3 of 3');
  });
});

test('a second apply changes nothing and says so', async ({ page }) => {
  await signIn(page);
  await open(page, '/matrix-network/clusters/chat-eu');
  await page.getByRole('button', { name: 'Re-apply' }).click();
  await page
    .getByRole('dialog', { name: 'Re-apply chat-eu?' })
    .getByRole('button', { name: 'Re-apply' })
    .click();
  const log = page.getByRole('dialog', { name: 'Apply chat-eu' });
  await expect(log.getByText('Succeeded')).toBeVisible({ timeout: 180_000 });
  await keepPicture(page, 'operation');
  await log.getByRole('button', { name: 'Close' }).click();
  await expect(
    section(page, 'Operations').getByRole('row').nth(1),
  ).toContainText('0 created, 0 changed');
});
