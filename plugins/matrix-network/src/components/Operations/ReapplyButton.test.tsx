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
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithApi } from '../../__testUtils__/render';
import { ReapplyButton } from './ReapplyButton';

describe('ReapplyButton', () => {
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
