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

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { succeededOperation } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { Conflicts } from './Conflicts';

const conflicts = ['redis-access', 'minio-access'].flatMap(name =>
  ['spec.ingress', 'spec.podSelector'].map(field => ({
    object: `NetworkPolicy matrix/${name}`,
    field,
    manager: 'argocd',
  })),
);

describe('Conflicts', () => {
  it('takes over only the objects that are chosen', async () => {
    const user = userEvent.setup();
    const startApply = jest.fn().mockResolvedValue(succeededOperation);
    const onStarted = jest.fn();
    renderWithApi(
      <Conflicts
        matrixCluster="chat-eu"
        conflicts={conflicts}
        onStarted={onStarted}
      />,
      { api: { startApply } },
    );
    expect(
      await screen.findByRole('button', { name: 'Take over' }),
    ).toBeDisabled();
    await user.click(
      screen.getByRole('checkbox', {
        name: 'Take over NetworkPolicy matrix/redis-access',
      }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Take over 1 and apply' }),
    );
    expect(startApply).toHaveBeenCalledWith('chat-eu', {
      force: ['NetworkPolicy matrix/redis-access'],
    });
    expect(onStarted).toHaveBeenCalledWith(succeededOperation);
  });

  it('says why nothing could be started', async () => {
    const user = userEvent.setup();
    renderWithApi(
      <Conflicts
        matrixCluster="chat-eu"
        conflicts={conflicts}
        onStarted={() => {}}
      />,
      {
        api: {
          startApply: async () => {
            throw new Error('Operation 42 of chat-eu is under way');
          },
        },
      },
    );
    await user.click((await screen.findAllByRole('checkbox'))[0]);
    await user.click(screen.getByRole('button', { name: /^Take over 1/ }));
    expect(
      await screen.findByText('Operation 42 of chat-eu is under way'),
    ).toBeInTheDocument();
  });
});
