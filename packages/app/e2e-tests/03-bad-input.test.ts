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
import { keepPicture, nameField, open, pages, signIn } from './support/portal';

const next = (page: Page) => page.getByRole('button', { name: 'Next' });

/** A message that names the value and what is accepted. */
async function complains(page: Page, value: string, accepted: RegExp) {
  const message = page.getByText(accepted).first();
  await expect(message).toBeVisible();
  await expect(message).toContainText(value);
}

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await open(page, pages.create);
  await nameField(page).fill('chat-two');
  // `matrix` is that of chat-eu, once it is there.
  await page.getByLabel(/Namespace/).fill('matrix-two');
  await page.getByLabel(/Kubernetes cluster/).selectOption('sandbox');
  await page.getByLabel(/Domain/).fill('two.example.org');
});

test('a bad name and namespace are named, with what is accepted', async ({
  page,
}) => {
  await nameField(page).fill('Chat EU!');
  await page.getByLabel(/Namespace/).fill('Bad Ns');
  await next(page).click();
  await complains(page, 'Chat EU!', /expected .*(lower-case|DNS label)/);
  await complains(page, 'Bad Ns', /'Bad Ns' .*expected/);
  await expect(nameField(page)).toHaveValue('Chat EU!');
  await expect(page.getByLabel(/Namespace/)).toHaveValue('Bad Ns');
});

test('a bad domain is named, with what is accepted, and nothing is lost', async ({
  page,
}) => {
  await page.getByLabel(/Domain/).fill('not a domain');
  await next(page).click();
  await complains(page, 'not a domain', /DNS name/);
  await keepPicture(page, 'create-bad-domain');
  await expect(nameField(page)).toHaveValue('chat-two');
  await expect(page.getByLabel(/Domain/)).toHaveValue('not a domain');
  await page.getByLabel(/Domain/).fill('two.example.org');
  await next(page).click();
  await expect(page.getByLabel(/Concurrent users/)).toBeVisible();
});

test('an e-mail that cannot be delivered is refused', async ({ page }) => {
  await page.getByLabel(/Contact e-mail/).fill('ops@example.com');
  await next(page).click();
  await complains(page, 'ops@example.com', /deliver|example\.com/);
});

test('a number of users must be a positive whole one', async ({ page }) => {
  await next(page).click();
  for (const bad of ['0', '-5', '1.5']) {
    await page.getByLabel(/Concurrent users/).fill(bad);
    await next(page).click();
    await complains(page, bad, /is not accepted: expected/);
  }
  await page.getByLabel(/Concurrent users/).fill('20000');
  await expect(
    page.getByText(/The ingress controller gets 7 replicas/),
  ).toBeVisible();
  await next(page).click();
  await expect(page.getByText(/objects in \d+ stages go in/)).toBeVisible();
});

test('a name that no certificate can have is named, and nothing is lost', async ({
  page,
}) => {
  await page.getByLabel(/Namespace/).fill('two');
  await next(page).click();
  await page.getByLabel('cert-manager', { exact: true }).click();
  await page
    .getByRole('option', { name: /TLS Secrets are brought in/ })
    .click();
  await expect(page.getByLabel('Issuer')).toHaveCount(0);
  const hosts = page.getByLabel(/Names that the certificates have to cover/);
  await hosts.fill('two.example.org\nnot_a_host');
  await next(page).click();
  await complains(page, 'not_a_host', /DNS name of two labels or more/);
  await expect(hosts).toHaveValue('two.example.org\nnot_a_host');
  await hosts.fill('two.example.org');
  await next(page).click();
  await expect(page.getByText(/objects in \d+ stages go in/)).toBeVisible();
});
