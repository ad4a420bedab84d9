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
import { Connectivity } from '@matrix-network/backstage-plugin-matrix-network-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  smallDriftedConnectivity,
  unseenConnectivity,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { ReapplyButton } from './ReapplyButton';

/** No plan can be made: what the last poll says is all there is. */
function withConnectivity(connectivity?: Connectivity) {
  renderWithApi(
    <ReapplyButton
      matrixCluster="chat-eu"
      kubernetesCluster="sandbox"
      connectivity={connectivity}
      onStarted={() => {}}
    />,
    {
      api: {
        planStack: async () => {
          throw new Error('connect ETIMEDOUT');
        },
      },
    },
  );
  return userEvent.setup();
}

describe('ReapplyButton', () => {
  it('shows which flows open and close by the last poll where nothing can be planned', async () => {
    const user = withConnectivity(smallDriftedConnectivity);
    await user.click(screen.getByRole('button', { name: 'Re-apply' }));
    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByText(/mends F4, F6/)).toBeVisible();
    expect(
      within(dialog).getByRole('table', { name: 'Flows that open' }),
    ).toHaveTextContent('Synapse (main)key_vaultTCP 8000');
  });

  it.each([
    [
      'that it is still reading',
      undefined,
      'Pods and policies are being read…',
    ],
    [
      'that nothing can be said',
      unseenConnectivity,
      /Which flows open or close cannot be said/,
    ],
  ])('says %s, and can be used all the same', async (_, connectivity, text) => {
    const user = withConnectivity(connectivity);
    await user.click(screen.getByRole('button', { name: 'Re-apply' }));
    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByText(text)).toBeInTheDocument();
    expect(
      within(dialog).getByRole('button', { name: 'Re-apply' }),
    ).toBeEnabled();
  });

  it('does nothing when the question is answered with Cancel', async () => {
    const user = userEvent.setup();
    const startApply = jest.fn();
    renderWithApi(
      <ReapplyButton
        matrixCluster="chat-eu"
        kubernetesCluster="sandbox"
        onStarted={() => {}}
      />,
      { api: { startApply } },
    );
    await user.click(screen.getByRole('button', { name: 'Re-apply' }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(startApply).not.toHaveBeenCalled();
  });

  it('says which operation is under way already', async () => {
    const user = userEvent.setup();
    renderWithApi(
      <ReapplyButton
        matrixCluster="chat-eu"
        kubernetesCluster="sandbox"
        onStarted={() => {}}
      />,
      {
        api: {
          startApply: async () => {
            throw new ConflictError('Operation 42 of chat-eu is under way');
          },
        },
      },
    );
    await user.click(screen.getByRole('button', { name: 'Re-apply' }));
    const dialog = screen.getByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Re-apply' }));
    expect(
      await within(dialog).findByText('Operation 42 of chat-eu is under way'),
    ).toBeInTheDocument();
  });
});
