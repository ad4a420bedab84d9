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
import { edit, paths, read, remove } from './support/kubernetes';
import {
  keepPicture,
  keepView,
  section,
  signIn,
  switchTheme,
  themes,
} from './support/portal';
import { applySpec } from './support/portalApi';

const spec = {
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 5000,
};

// One story: each test goes on from where the one before has left the cluster.
test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1280, height: 1000 } });

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  // As test 02 scaffolds it; where that was run before this changes nothing.
  await applySpec(request, spec);
  await request.dispose();
});

const dialogOf = (page: Page) => page.getByRole('dialog');
const buttonIn = (page: Page, name: string) =>
  dialogOf(page).getByRole('button', { name, exact: true });

/** From the first page to that of the Matrix cluster. */
async function openCluster(page: Page) {
  await signIn(page);
  await page.getByRole('link', { name: 'chat-eu', exact: true }).click();
  await expect(
    page.getByRole('button', { name: 'Re-apply', exact: true }),
  ).toBeEnabled();
}

/** Keeps a picture of an open dialog, from which nobody is kept. */
async function glance(page: Page, name: string) {
  await keepView(page, name);
  expect.soft(await violations(page, '[role=dialog]'), name).toEqual([]);
}

/** Opens a dialog in each theme. It stays open at the end. */
async function look(page: Page, name: string, openIt: () => Promise<void>) {
  for (const theme of themes) {
    await page.keyboard.press('Escape');
    await expect(dialogOf(page)).toBeHidden();
    await switchTheme(page, theme);
    await openIt();
    await glance(page, `${name}-${theme}`);
  }
}

/** Waits for the plan of an open dialog, with all that is ticked in it. */
async function planned(page: Page) {
  await expect(
    dialogOf(page).getByText(/^(Asking the cluster|Planning again)/),
  ).toHaveCount(0);
}

/** Opens a dialog that plans. */
async function plan(page: Page, button: string) {
  await page.getByRole('button', { name: button, exact: true }).click();
  await planned(page);
}

/** Waits for an operation that was started to succeed, and closes its log. */
async function succeeds(page: Page, name: string) {
  const log = page.getByRole('dialog', { name });
  await expect(log.getByText('Succeeded')).toBeVisible({ timeout: 180_000 });
  return log;
}

async function closeLog(page: Page) {
  await buttonIn(page, 'Close').click();
  await expect(dialogOf(page)).toBeHidden();
}

/** What somebody with kubectl does to a running stack. */
async function meddle(request: APIRequestContext) {
  await remove(request, paths.policy('key-vault-isolation'));
  await edit(request, paths.policy('redis-access'), {
    spec: { ingress: [{}] },
  });
  await edit(request, paths.policy('minio-access'), {
    metadata: { labels: { 'app.kubernetes.io/managed-by': null } },
  });
}

test('a plan says what would be done, then it is done', async ({
  page,
  request,
}) => {
  await openCluster(page);

  await test.step('nothing, where the cluster is as the spec says', async () => {
    await plan(page, 'Re-apply');
    await expect(dialogOf(page)).toContainText(/Nothing to do: \d+ objects/);
    await expect(dialogOf(page)).toContainText('No flow opens or closes');
    await glance(page, 'plan-nothing');
    await buttonIn(page, 'Cancel').click();
  });

  await test.step('what was changed by hand is named, and stands in the way', async () => {
    await meddle(request);
    await plan(page, 'Re-apply');
    const dialog = dialogOf(page);
    await expect(dialog).toContainText(
      '1 to create, 1 to change, 1 in conflict',
    );
    await expect(
      dialog.getByRole('list', { name: 'Objects to create' }),
    ).toContainText('NetworkPolicy matrix/key-vault-isolation');
    await expect(
      dialog.getByRole('table', { name: 'Objects to change' }),
    ).toContainText('app.kubernetes.io/managed-by');
    await expect(
      dialog.getByRole('table', { name: 'Conflicts' }).getByRole('row'),
    ).toContainText(['Owned by', 'kubectl-edit']);
    await expect(dialog).toContainText('mends');
    await expect(buttonIn(page, 'Re-apply')).toBeDisabled();
    await expect(dialog).toContainText(/Nothing is applied while 1 object/);
    await glance(page, 'plan-conflict');
  });

  await test.step('taking over is planned before it is done', async () => {
    const dialog = dialogOf(page);
    await look(page, 'plan-take-over', async () => {
      await plan(page, 'Re-apply');
      await dialog
        .getByRole('checkbox', {
          name: 'Take over NetworkPolicy matrix/redis-access',
        })
        .check();
      await planned(page);
    });
    await expect(
      dialog.getByRole('table', { name: 'Objects to change' }),
    ).toContainText('spec.ingress');
    await expect(dialog).toContainText('1 to create, 2 to change');
    await buttonIn(page, 'Re-apply').click();
    await succeeds(page, 'Apply chat-eu');
    await glance(page, 'apply-log');
    await closeLog(page);
  });

  await test.step('and the cluster is as the plan said', async () => {
    const redis = await read(request, paths.policy('redis-access'));
    expect(redis.spec.ingress).not.toEqual([{}]);
    expect(
      await read(request, paths.policy('key-vault-isolation')),
    ).toBeDefined();
    await expect(
      section(page, 'Operations').getByRole('row').nth(1),
    ).toContainText('1 created, 2 changed');
  });
});

test('history says who stored what, and leads back', async ({
  page,
  request,
}) => {
  await applySpec(request, {
    ...spec,
    targetCcu: 20_000,
    workloads: { haproxy: true },
  });
  await openCluster(page);
  const specs = section(page, 'History').getByRole('table', {
    name: 'Stored specs',
  });
  const newest = specs.getByRole('row').nth(1);
  const older = specs.getByRole('row').nth(2);

  await test.step('by whom and when', async () => {
    await expect(newest).toContainText(/Current.*In force/);
    await expect(newest).toContainText(/ago by user:default\/guest/);
    await expect(newest.getByRole('button', { name: /Roll back/ })).toHaveCount(
      0,
    );
    await section(page, 'History').scrollIntoViewIfNeeded();
    await keepPicture(page, 'history');
  });

  await test.step('as YAML, and field by field', async () => {
    await older.getByRole('button', { name: /^Show spec/ }).click();
    await expect(dialogOf(page)).toContainText('targetCcu: 5000');
    await glance(page, 'history-spec');
    await buttonIn(page, 'Close').click();
    await older.getByRole('button', { name: /^Compare/ }).click();
    await glance(page, 'history-compare');
    const table = dialogOf(page).getByRole('table');
    await expect(table.getByRole('row', { name: /targetCcu/ })).toContainText(
      '500020000',
    );
    await expect(
      table.getByRole('row', { name: /workloads.haproxy/ }),
    ).toContainText('falsetrue');
    await buttonIn(page, 'Close').click();
  });

  await test.step('a way back is planned; what stays or goes is chosen', async () => {
    const dialog = dialogOf(page);
    const left = dialog.getByRole('list', {
      name: 'Objects no longer in the spec',
    });
    await older.getByRole('button', { name: /^Roll back/ }).click();
    await planned(page);
    await expect(
      dialog.getByRole('table', { name: 'Objects to change' }),
    ).toContainText('spec.replicas73');
    await expect(left).toContainText('NetworkPolicy matrix/haproxy-access');
    await expect(dialog).toContainText('with the policies still there');
    await glance(page, 'roll-back-keep');
    await look(page, 'roll-back-remove', async () => {
      await older.getByRole('button', { name: /^Roll back/ }).click();
      await planned(page);
      await dialog
        .getByRole('checkbox', { name: 'Remove what the spec no longer has' })
        .check();
    });
    await expect(
      dialog.getByRole('list', { name: 'Objects to delete' }),
    ).toContainText('NetworkPolicy matrix/haproxy-access');
    await expect(left).toHaveCount(0);
    await expect(dialog).toContainText(/\d to delete/);
    await buttonIn(page, 'Roll back').click();
    await succeeds(page, 'Apply chat-eu');
    await closeLog(page);
  });

  await test.step('the earlier spec is the current one again, as a new entry', async () => {
    await expect(newest).toContainText(/Current.*In force/);
    await newest.getByRole('button', { name: /^Show spec/ }).click();
    await expect(dialogOf(page)).toContainText('targetCcu: 5000');
    await buttonIn(page, 'Close').click();
    const controller = await read(request, paths.ingressController);
    expect(controller.spec.replicas).toBe(3);
    expect(await read(request, paths.policy('haproxy-access'))).toBeUndefined();
  });
});

test('uninstall takes out what is named, and no more', async ({
  page,
  request,
}) => {
  const crd = 'certificates.cert-manager.io';
  const uninstall = async () => {
    await dialogOf(page)
      .getByRole('textbox', { name: 'Type chat-eu to confirm' })
      .fill('chat-eu');
    await buttonIn(page, 'Uninstall').click();
    return succeeds(page, 'Uninstall chat-eu');
  };
  await openCluster(page);

  await test.step('Namespaces and CRDs stay unless they are named', async () => {
    await plan(page, 'Uninstall');
    const dialog = dialogOf(page);
    await expect(dialog).toContainText(/\d+ objects to delete, \d+ stay/);
    await expect(
      dialog.getByRole('checkbox', {
        name: `Delete CustomResourceDefinition ${crd}`,
      }),
    ).not.toBeChecked();
    await expect(buttonIn(page, 'Uninstall')).toBeDisabled();
    await glance(page, 'uninstall');
    const log = await uninstall();
    await expect(log).toContainText('Left where it is');
    await glance(page, 'uninstall-log');
    await closeLog(page);
    expect(await read(request, paths.crd(crd))).toBeDefined();
    expect(
      await read(request, paths.policy('default-deny-all')),
    ).toBeUndefined();
  });

  await test.step('with the word they go', async () => {
    const dialog = dialogOf(page);
    await look(page, 'uninstall-named', async () => {
      await plan(page, 'Uninstall');
      for (const box of await dialog
        .getByRole('checkbox', { name: /^Delete / })
        .all()) {
        await box.check();
      }
      await planned(page);
    });
    const goes = dialog.getByRole('list', { name: 'Objects to delete' });
    await expect(goes).toContainText(`CustomResourceDefinition ${crd}`);
    await expect(goes).toContainText('Secret ingress-nginx/');
    await expect(goes).toContainText('Namespace cert-manager');
    await uninstall();
    await closeLog(page);
    expect(await read(request, paths.crd(crd))).toBeUndefined();
    expect(
      await read(request, paths.namespace('cert-manager')),
    ).toBeUndefined();
    // The deployment's own Namespace is not the stack's.
    expect(await read(request, paths.namespace('matrix'))).toBeDefined();
  });

  await test.step('and a re-apply brings all of it back', async () => {
    await plan(page, 'Re-apply');
    await expect(dialogOf(page)).toContainText('planned offline');
    await glance(page, 'plan-everything');
    await buttonIn(page, 'Re-apply').click();
    await succeeds(page, 'Apply chat-eu');
    await closeLog(page);
  });
});
