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

import { expect, test } from '@playwright/test';
import { plantedFaultTitles } from './support/plantedFaults';
import { keepPicture, open, pages, section, signIn } from './support/portal';

test.describe('a newcomer', () => {
  test.beforeEach(({ page }) => signIn(page));

  test('sees first which Matrix cluster is in trouble, and why', async ({
    page,
  }) => {
    const row = page.getByRole('row', { name: /chat-drifted/ });
    await expect(row).toContainText('Failing');
    await expect(row).toContainText('Policy key-vault-isolation is missing');
    await expect(row).toContainText('1 of 3');
    await expect(row.getByRole('link', { name: 'chat-drifted' })).toBeVisible();
  });

  test('finds every fault of it named, the worst first', async ({ page }) => {
    await open(page, pages.driftedSystem);
    const findings = page.getByRole('list', { name: 'Findings', exact: true });
    await expect(findings.getByRole('button').first()).toContainText(
      'Policy key-vault-isolation is missing',
    );
    for (const title of plantedFaultTitles) {
      await expect(
        findings.getByRole('button', { name: title }),
        String(title),
      ).toHaveCount(1);
    }
  });

  test('reads the cause and the remedy of a finding', async ({ page }) => {
    await open(page, pages.driftedSystem);
    const findings = page.getByRole('list', { name: 'Findings', exact: true });
    await findings
      .getByRole('button', { name: /debug-postgresql, which is not part/ })
      .press('Enter');
    await expect(
      findings.getByText(/Remedy/).nth(1),
      'the second finding that is open',
    ).toBeVisible();
    await expect(findings.getByText(/kubectl/).first()).toBeVisible();
  });

  test('sees what the policies allow for one service, and what decides it', async ({
    page,
  }) => {
    await open(page, pages.driftedKeyVault);
    await expect(
      page
        .getByRole('tab', { name: 'Network', exact: true })
        .or(page.getByRole('link', { name: 'Network', exact: true })),
    ).toBeVisible();
    const inbound = page.getByRole('table', {
      name: 'Who can reach me',
      exact: true,
    });
    const row = inbound.getByRole('row', { name: /F6/ });
    await expect(row).toContainText('Synapse (main)');
    await expect(row).toContainText('Blocked, but must work');
    await row.getByRole('button', { name: /^Why/ }).click();
    const flow = page.getByRole('dialog');
    await expect(flow).toContainText('Synapse (main) → key_vault');
    await expect(flow).toContainText('default-deny-all');
    await keepPicture(page, 'drifted-key-vault-open-flow');
  });

  test('sees who edited a policy, and what', async ({ page }) => {
    await open(page, pages.driftedSystem);
    const policies = section(page, 'Network policies');
    await policies.getByRole('button', { name: /Edited redis-access/ }).click();
    const edits = policies.getByRole('table', { name: 'Edited fields' });
    await expect(edits).toContainText('spec.ingress');
    await expect(edits).toContainText('kubectl');
  });
});
