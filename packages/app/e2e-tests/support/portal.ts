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

import { expect, Page } from '@playwright/test';

export type Theme = 'light' | 'dark';
export const themes: readonly Theme[] = ['light', 'dark'];

/** Where each page of the story lives. */
export const pages = {
  fleet: '/matrix-network',
  driftedSystem: '/catalog/chat-drifted/system/chat-drifted/network',
  driftedKeyVault: '/catalog/chat-drifted/component/key-vault/network',
  chatSystem: '/catalog/chat-eu/system/chat-eu/network',
  synapseMain: '/catalog/chat-eu/component/synapse-main/network',
  synapseMainOverview: '/catalog/chat-eu/component/synapse-main',
  certificateCheck: '/matrix-network/certificate-check?cluster=chat-drifted',
  create: '/create/templates/default/new-matrix-cluster',
} as const;

/** Backstage remembers the theme in the browser. */
export async function useTheme(page: Page, theme: Theme) {
  await page.addInitScript(
    name => window.localStorage.setItem('theme', name),
    theme,
  );
}

/** Changes the theme of an open page, which Backstage then builds anew. */
export async function switchTheme(page: Page, theme: Theme) {
  await page.evaluate(name => {
    window.localStorage.setItem('theme', name);
    // As if another tab had changed it.
    window.dispatchEvent(
      new StorageEvent('storage', { key: 'theme', newValue: name }),
    );
  }, theme);
  await expect(page.locator('body')).toHaveAttribute('data-theme-mode', theme);
}

/** Signs in as a guest, as a newcomer would: one button. */
export async function signIn(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    // Backstage's own header may have the same title for a moment.
    page.getByRole('heading', { name: 'Matrix networks', level: 1 }).last(),
  ).toBeVisible();
}

/** Opens a page and waits until what it loads is there. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
}

/** Nothing of ours is loading any more. */
export async function settled(page: Page) {
  // Some of Backstage's own pages have no `main`.
  await expect(page.locator('main, article').first()).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

/** Keeps a picture of the whole page, `screenshots/<name>.png`. */
export async function keepPicture(page: Page, name: string) {
  await page.screenshot({ path: `screenshots/${name}.png`, fullPage: true });
}

/** Keeps a picture of what is in sight, for what stands over a page. */
export async function keepView(page: Page, name: string) {
  await page.screenshot({ path: `screenshots/${name}.png` });
}

/** The field *Name* of the template; *Namespace* begins alike. */
export function nameField(page: Page) {
  return page.getByRole('textbox', { name: 'Name', exact: true });
}

/** The part of a page that has this heading. */
export function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}
