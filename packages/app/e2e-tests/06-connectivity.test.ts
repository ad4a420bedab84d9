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

import { APIRequestContext, expect, Page, test } from '@playwright/test';
import { violations } from './support/accessibility';
import {
  keepPicture,
  open,
  pages,
  section,
  signIn,
  themes,
  useTheme,
} from './support/portal';

// The switch of the cluster that test 02 has given its network.
const faults = 'http://127.0.0.1:7443/sandbox/faults';
const headers = { Authorization: 'Bearer sandbox' };

async function endFaults(request: APIRequestContext) {
  const response = await request.delete(faults, { headers });
  expect(response.ok()).toBe(true);
}

test.afterAll(({ playwright }) =>
  playwright.request.newContext().then(endFaults),
);

const cell = (page: Page, name: RegExp) => page.getByRole('gridcell', { name });

test('who reaches whom, by keyboard, down to the line that decides', async ({
  page,
}) => {
  await signIn(page);
  await open(page, pages.driftedSystem);
  const matrix = section(page, 'Who reaches whom');
  await expect(matrix.getByRole('grid')).toBeVisible();

  await test.step('a violation says so in words', async () => {
    await expect(
      cell(page, /^Prometheus to PostgreSQL \(main\): Open, but must not be/),
    ).toBeVisible();
    await expect(
      cell(page, /^Synapse \(main\) to key_vault: Blocked, but must work/),
    ).toBeVisible();
    await expect(
      cell(page, /^A pod without labels to key_vault: Blocked, as it should/),
    ).toBeVisible();
  });

  await test.step('arrows lead from cell to cell, Enter opens one', async () => {
    await cell(page, /^Synapse \(main\) to Element Web:/).focus();
    await page.keyboard.press('ArrowRight');
    await expect(cell(page, /^Synapse \(main\) to key_vault/)).toBeFocused();
    await page.keyboard.press('Enter');
    const flow = page.getByRole('dialog');
    await expect(flow).toContainText('Synapse (main) → key_vault');
    await expect(flow).toContainText('F6');
    await expect(page).toHaveURL(/from=synapse-main&to=key-vault/);
    expect(await violations(page, '[role=dialog]')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(flow).toBeHidden();
    await expect(cell(page, /^Synapse \(main\) to key_vault/)).toBeFocused();
  });

  for (const theme of themes) {
    await test.step(`a link leads to the policy and its line, ${theme}`, async () => {
      await useTheme(page, theme);
      await open(page, `${pages.driftedSystem}?from=prometheus&to=postgresql`);
      const flow = page.getByRole('dialog');
      await expect(flow).toContainText('debug-postgresql');
      await expect(flow).toContainText('lets it through');
      await keepPicture(page, `flow-${theme}`);
      expect.soft(await violations(page, '[role=dialog]')).toEqual([]);
    });
  }
});

test('what a change of policies would open and close, before it is applied', async ({
  page,
}) => {
  await signIn(page);
  await open(page, pages.driftedSystem);
  const whatIf = section(page, 'What if');

  await test.step('re-applying gives Synapse its key_vault back', async () => {
    await whatIf
      .getByRole('radio', { name: 'Re-apply the stack as its spec says' })
      .check();
    await expect(whatIf).toContainText('key_vault');
    await expect(whatIf).toContainText('F6');
    await keepPicture(page, 'what-if-reapply');
  });

  await test.step('nonsense is named by line, and stays to be mended', async () => {
    await whatIf.getByRole('radio', { name: 'Add a policy' }).check();
    const editor = whatIf.getByRole('textbox', { name: /One policy/ });
    await editor.fill(
      [
        'apiVersion: networking.k8s.io/v1',
        'kind: NetworkPolicy',
        'metadata: { name: open }',
        'spec:',
        '  podSelector: { matchLabels: { app.kubernetes.io/name: key-vault } }',
        '  ingress: [{ ports: [{ port: 70000 }] }]',
      ].join('\n'),
    );
    await expect(whatIf).toContainText('70000');
    await expect(editor).toHaveValue(/70000/);
  });

  await test.step('a door that is opened for everybody is seen', async () => {
    const editor = whatIf.getByRole('textbox', { name: /One policy/ });
    await editor.fill((await editor.inputValue()).replace('70000', '8000'));
    await expect(whatIf).toContainText('The internet', { ignoreCase: true });
    await expect(whatIf).toContainText('N9');
    await keepPicture(page, 'what-if-open');
    expect.soft(await violations(page)).toEqual([]);
  });
});

/** Probes the isolation and waits for the end. */
async function probe(page: Page) {
  await open(page, pages.chatSystem);
  const probes = section(page, 'Probes');
  await probes.getByRole('button', { name: 'Probe' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Trying');
  await expect(
    dialog.getByRole('button', { name: 'Close', exact: true }),
  ).toBeVisible({
    timeout: 240_000,
  });
  return dialog;
}

test('probes prove what the policies say, and find out who ignores them', async ({
  page,
  request,
}) => {
  test.setTimeout(900_000);
  await signIn(page);

  await test.step('a cluster that enforces its policies agrees', async () => {
    const dialog = await probe(page);
    await expect(dialog).toContainText(/do what the policies say/);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    const probes = section(page, 'Probes');
    await expect(probes).toContainText(/do what the policies say/);
    await expect(probes).not.toContainText('Probes that differ');
    await keepPicture(page, 'probes-agree');
  });

  await test.step('one that ignores them is found out', async () => {
    const response = await request.put(faults, {
      headers,
      data: { networkPolicies: 'ignored' },
    });
    expect(response.ok()).toBe(true);
    const dialog = await probe(page);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(
      section(page, 'Findings').getByText(/The policies are not enforced/),
    ).toBeVisible();
    await keepPicture(page, 'probes-differ');
    expect.soft(await violations(page)).toEqual([]);
  });

  await test.step('and forgiven once it enforces them again', async () => {
    await endFaults(request);
    const dialog = await probe(page);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(
      section(page, 'Findings').getByText(/The policies are not enforced/),
    ).toHaveCount(0);
  });
});
