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

import { ConflictError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  MatrixNetworkApi,
  PlanRequest,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { succeededOperation, uninstallPlan } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { UninstallButton } from './UninstallButton';

async function openQuestion(api: Partial<MatrixNetworkApi>) {
  const user = userEvent.setup();
  const onStarted = jest.fn();
  renderWithApi(
    <UninstallButton
      matrixCluster="chat-eu"
      kubernetesCluster="sandbox"
      onStarted={onStarted}
    />,
    { api },
  );
  await user.click(await screen.findByRole('button', { name: 'Uninstall' }));
  const dialog = screen.getByRole('dialog', { name: 'Uninstall chat-eu?' });
  return { user, dialog, onStarted };
}

const planStack = async () => uninstallPlan;

/** Plans as the backend does: what is named is deleted. */
async function follow(_: string, request?: PlanRequest): Promise<StackPlan> {
  return {
    ...uninstallPlan,
    removals: uninstallPlan.removals.map(removal =>
      request?.also?.includes(removal.object)
        ? { stage: removal.stage, object: removal.object, action: 'delete' }
        : removal,
    ),
  };
}

describe('UninstallButton', () => {
  it('says what goes, what stays and why', async () => {
    const { dialog } = await openQuestion({ planStack });
    expect(
      await within(dialog).findByText(
        '1 object to delete, 2 stay, 1 gone already',
      ),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('list', { name: 'Objects to delete' }),
    ).toHaveTextContent('NetworkPolicy matrix/default-deny-all');
    expect(
      within(dialog).getByRole('list', { name: 'Objects that stay' }),
    ).toHaveTextContent(
      'Deployment ingress-nginx/ingress-nginx-controller: Matrix cluster chat-us uses it',
    );
    expect(
      within(dialog).getByRole('checkbox', { name: 'Delete Namespace matrix' }),
    ).toHaveAccessibleDescription(/all that is in it would go with it/);
  });

  it('starts only once the name is typed in, and deletes by name only what is ticked', async () => {
    const plan = jest.fn(follow);
    const startUninstall = jest.fn().mockResolvedValue(succeededOperation);
    const { user, dialog, onStarted } = await openQuestion({
      planStack: plan,
      startUninstall,
    });
    const uninstall = within(dialog).getByRole('button', { name: 'Uninstall' });
    await user.click(
      await within(dialog).findByRole('checkbox', {
        name: 'Delete Namespace matrix',
      }),
    );
    await user.click(
      within(dialog).getByRole('checkbox', { name: /^Forget it afterwards/ }),
    );
    const name = within(dialog).getByRole('textbox', {
      name: 'Type chat-eu to confirm',
    });
    await user.type(name, 'chat-e');
    expect(uninstall).toBeDisabled();
    await user.type(name, 'u');
    expect(
      await within(dialog).findByText(
        '2 objects to delete, 1 stays, 1 gone already',
      ),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('list', { name: 'Objects to delete' }),
    ).toHaveTextContent('Namespace matrix');
    await user.click(uninstall);
    expect(plan).toHaveBeenCalledWith('chat-eu', { target: 'uninstall' });
    expect(plan).toHaveBeenLastCalledWith('chat-eu', {
      target: 'uninstall',
      also: ['Namespace matrix'],
    });
    expect(startUninstall).toHaveBeenCalledWith('chat-eu', {
      also: ['Namespace matrix'],
      forget: true,
    });
    expect(onStarted).toHaveBeenCalledWith(succeededOperation);
  });

  it('names the right that is missing for what is ticked, and does not start', async () => {
    const { user, dialog } = await openQuestion({
      planStack: async (name, request) => {
        const plan = await follow(name, request);
        return {
          ...plan,
          removals: plan.removals.map(removal =>
            removal.object === 'Namespace matrix' && removal.action === 'delete'
              ? {
                  ...removal,
                  forbidden: { verb: 'delete', resource: 'namespaces' },
                }
              : removal,
          ),
        };
      },
    });
    const tick = await within(dialog).findByRole('checkbox', {
      name: 'Delete Namespace matrix',
    });
    const uninstall = within(dialog).getByRole('button', { name: 'Uninstall' });
    await user.type(within(dialog).getByRole('textbox'), 'chat-eu');
    expect(uninstall).toBeEnabled();

    await user.click(tick);

    expect(
      await within(dialog).findByRole('list', { name: 'Missing rights' }),
    ).toHaveTextContent('delete namespaces in the cluster: Namespace matrix');
    expect(uninstall).toBeDisabled();

    await user.click(tick);

    await waitFor(() => expect(uninstall).toBeEnabled());
    expect(
      within(dialog).queryByRole('list', { name: 'Missing rights' }),
    ).not.toBeInTheDocument();
  });

  it('says why it could not be started', async () => {
    const { user, dialog } = await openQuestion({
      planStack,
      startUninstall: async () => {
        throw new ConflictError('Operation 42 of chat-eu is under way');
      },
    });
    await within(dialog).findByText(/to delete, 2 stay/);
    await user.type(within(dialog).getByRole('textbox'), 'chat-eu');
    await user.click(within(dialog).getByRole('button', { name: 'Uninstall' }));
    expect(
      await within(dialog).findByText('Operation 42 of chat-eu is under way'),
    ).toBeInTheDocument();
  });

  it('deletes nothing that could not be planned', async () => {
    const { user, dialog } = await openQuestion({
      planStack: async () => {
        throw new Error('connect ETIMEDOUT');
      },
    });
    await within(dialog).findByText('connect ETIMEDOUT');
    await user.type(within(dialog).getByRole('textbox'), 'chat-eu');
    expect(
      within(dialog).getByRole('button', { name: 'Uninstall' }),
    ).toBeDisabled();
  });
});
