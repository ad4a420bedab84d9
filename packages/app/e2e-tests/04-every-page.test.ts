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

type PageName = keyof typeof pages;
const pageNames: readonly PageName[] = [
  'fleet',
  'driftedSystem',
  'driftedKeyVault',
  'synapseMain',
  'synapseMainOverview',
  'certificateCheck',
  'create',
];

/** What tells that a page has come to the end of loading. */
const ready: Record<PageName, (page: Page) => Promise<void>> = {
  fleet: page =>
    expect(page.getByRole('link', { name: 'chat-drifted' })).toBeVisible(),
  driftedSystem: page => expect(section(page, 'Operations')).toBeVisible(),
  driftedKeyVault: page => expect(section(page, 'Certificates')).toBeVisible(),
  synapseMain: page => expect(section(page, 'Certificates')).toBeVisible(),
  synapseMainOverview: page =>
    expect(page.getByText('Last seen').first()).toBeVisible(),
  certificateCheck: page =>
    expect(section(page, 'Certificate check')).toBeVisible(),
  create: page => expect(page.getByLabel(/Kubernetes cluster/)).toBeVisible(),
};

for (const theme of themes) {
  test(`nothing bars anybody from any page, ${theme} theme`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
    await useTheme(page, theme);
    await signIn(page);
    for (const name of pageNames) {
      await test.step(name, async () => {
        await open(page, pages[name]);
        await ready[name](page);
        await keepPicture(page, `${name}-${theme}`);
        expect.soft(await violations(page), `${name}, ${theme}`).toEqual([]);
      });
    }
  });
}

test('on a narrow screen nothing is out of reach', async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 900 });
  await signIn(page);
  for (const name of ['fleet', 'driftedSystem', 'driftedKeyVault'] as const) {
    await open(page, pages[name]);
    await ready[name](page);
    await keepPicture(page, `${name}-narrow`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});
