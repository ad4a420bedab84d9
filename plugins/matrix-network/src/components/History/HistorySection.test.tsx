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

import { NotAllowedError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { idlePlan, specHistory, succeededOperation } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { comeBackLater } from '../../__testUtils__/visibility';
import { HistorySection } from './HistorySection';

const listSpecs = async () => specHistory;

describe('HistorySection', () => {
  it('says who stored which spec, what is current and what is in force', async () => {
    renderWithApi(
      <HistorySection matrixCluster="chat-eu" onStarted={() => {}} />,
      { api: { listSpecs } },
    );
    const table = await screen.findByRole('table', { name: 'Stored specs' });
    const [, newest, older] = within(table).getAllByRole('row');
    expect(newest).toHaveTextContent(
      /^2Current\d+ minutes ago by user:default\/adanot yet/,
    );
    expect(older).toHaveTextContent(/^1In force.* by user:default\/guest/);
    expect(
      within(newest).queryByRole('button', { name: /Roll back/ }),
    ).not.toBeInTheDocument();
  });

  it('shows a spec as YAML and what differs from the current one', async () => {
    const user = userEvent.setup();
    renderWithApi(
      <HistorySection matrixCluster="chat-eu" onStarted={() => {}} />,
      { api: { listSpecs } },
    );
    await user.click(
      await screen.findByRole('button', { name: 'Show spec 1' }),
    );
    const shown = screen.getByRole('dialog', { name: 'Spec 1' });
    expect(shown).toHaveTextContent('kind: MatrixCluster');
    await user.click(within(shown).getByRole('button', { name: 'Close' }));
    await user.click(
      screen.getByRole('button', {
        name: 'Compare spec 1 with the current one',
      }),
    );
    const [current, old] = specHistory.map(({ spec }) => spec.targetCcu);
    expect(
      screen.getByRole('table', { name: 'Fields that differ' }),
    ).toHaveTextContent(`targetCcu${old}${current}`);
  });

  it('plans the roll back before it is started', async () => {
    const user = userEvent.setup();
    const planStack = jest.fn().mockResolvedValue(idlePlan);
    const startApply = jest.fn().mockResolvedValue(succeededOperation);
    const onStarted = jest.fn();
    renderWithApi(
      <HistorySection matrixCluster="chat-eu" onStarted={onStarted} />,
      { api: { listSpecs, planStack, startApply } },
    );
    await user.click(
      await screen.findByRole('button', { name: 'Roll back to spec 1' }),
    );
    const dialog = screen.getByRole('dialog', {
      name: 'Roll chat-eu back to spec 1?',
    });
    await within(dialog).findByText(/^Nothing to do/);
    await user.click(within(dialog).getByRole('button', { name: 'Roll back' }));
    expect(planStack).toHaveBeenCalledWith('chat-eu', { specId: 1 });
    expect(startApply).toHaveBeenCalledWith('chat-eu', { specId: 1 });
    expect(onStarted).toHaveBeenCalledWith(succeededOperation);
  });

  it('has nothing to show of one that config names', async () => {
    renderWithApi(
      <HistorySection matrixCluster="chat-eu" onStarted={() => {}} />,
      { api: { listSpecs: async () => [] } },
    );
    expect(await screen.findByText(/it comes from config/)).toBeInTheDocument();
  });

  it('keeps the history when it cannot be read anew, and says so', async () => {
    renderWithApi(
      <HistorySection matrixCluster="chat-eu" onStarted={() => {}} />,
      {
        api: {
          listSpecs: jest
            .fn()
            .mockResolvedValueOnce(specHistory)
            .mockRejectedValue(new Error('the backend is restarting')),
        },
      },
    );
    const table = await screen.findByRole('table', { name: 'Stored specs' });
    await comeBackLater();
    expect(
      await screen.findByText('The history could not be refreshed'),
    ).toBeInTheDocument();
    expect(table).toBeInTheDocument();
  });

  it('names the permission that reading takes', async () => {
    renderWithApi(
      <HistorySection matrixCluster="chat-eu" onStarted={() => {}} />,
      {
        api: {
          listSpecs: async () => {
            throw new NotAllowedError('no');
          },
        },
      },
    );
    expect(
      await screen.findByText('You may not see the history'),
    ).toBeInTheDocument();
  });
});
