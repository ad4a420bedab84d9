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

import { InputError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithApi } from '../../__testUtils__/render';
import { ForgetButton } from './ForgetButton';

async function openQuestion() {
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Forget' }));
  const dialog = screen.getByRole('dialog', { name: 'Forget chat-eu?' });
  return { user, dialog };
}

describe('ForgetButton', () => {
  it('forgets only after asking, and says what stays', async () => {
    const forgetMatrixCluster = jest.fn();
    renderWithApi(
      <ForgetButton matrixCluster="chat-eu" kubernetesCluster="sandbox" />,
      { api: { forgetMatrixCluster } },
    );
    const { user, dialog } = await openQuestion();
    expect(forgetMatrixCluster).not.toHaveBeenCalled();
    expect(dialog).toHaveTextContent(
      'Nothing on the Kubernetes cluster sandbox is changed',
    );
    await user.click(within(dialog).getByRole('button', { name: 'Forget' }));
    expect(forgetMatrixCluster).toHaveBeenCalledWith('chat-eu');
  });

  it('says why it was not forgotten', async () => {
    renderWithApi(
      <ForgetButton matrixCluster="chat-eu" kubernetesCluster="sandbox" />,
      {
        api: {
          forgetMatrixCluster: async () => {
            throw new InputError('chat-eu comes from config');
          },
        },
      },
    );
    const { user, dialog } = await openQuestion();
    await user.click(within(dialog).getByRole('button', { name: 'Forget' }));
    expect(
      await within(dialog).findByText('chat-eu comes from config'),
    ).toBeInTheDocument();
  });
});
