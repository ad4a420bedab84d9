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
import { FakeMatrixNetworkApi } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { FleetPage } from './FleetPage';

describe('FleetPage', () => {
  it('lists Matrix clusters worst first, with what is wrong', async () => {
    renderWithApi(<FleetPage />);

    const table = await screen.findByRole('table', { name: /worst first/ });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('Failing');
    expect(first).toHaveTextContent('chat-drifted');
    expect(first).toHaveTextContent('11 of 13');
    expect(first).toHaveTextContent('1 of 3');
    expect(first).toHaveTextContent('Policy key-vault-isolation is missing');
    expect(second).toHaveTextContent('Stale since 2 hours ago');
    expect(
      within(first).getByRole('link', { name: 'chat-drifted' }),
    ).toHaveAttribute('href', '/matrix-network/clusters/chat-drifted');
  });

  it('narrows down by search and by status, and leads back', async () => {
    const user = userEvent.setup();
    renderWithApi(<FleetPage />);

    await user.type(
      await screen.findByRole('searchbox', { name: 'Search' }),
      'remote',
    );
    expect(screen.getByText('1 of 3, worst first')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Failing/ }));
    expect(screen.getByText('No Matrix cluster fits')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getByText('3 of 3, worst first')).toBeInTheDocument();
  });

  it('leads to the template while there is none', async () => {
    renderWithApi(<FleetPage />, { api: new FakeMatrixNetworkApi([], []) });

    expect(
      await screen.findByText('No Matrix clusters yet'),
    ).toBeInTheDocument();
    const [link] = screen.getAllByRole('button', {
      name: 'New Matrix cluster',
    });
    expect(link).toHaveAttribute(
      'href',
      '/create/templates/default/new-matrix-cluster',
    );
  });

  it('names the permission that is missing', async () => {
    renderWithApi(<FleetPage />, {
      api: {
        listMatrixClusters: async () => {
          throw new NotAllowedError('no');
        },
      },
    });

    expect(
      await screen.findByText('You may not see the Matrix clusters'),
    ).toBeInTheDocument();
    expect(screen.getByText('matrix-network.read')).toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    const user = userEvent.setup();
    const listMatrixClusters = jest
      .fn()
      .mockRejectedValueOnce(new Error('the database is away'))
      .mockResolvedValue([]);
    renderWithApi(<FleetPage />, { api: { listMatrixClusters } });

    expect(
      await screen.findByText(
        /Could not read the Matrix clusters: the database is away/,
      ),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('No Matrix clusters yet'),
    ).toBeInTheDocument();
  });

  it('shows that it is loading', () => {
    renderWithApi(<FleetPage />, {
      api: { listMatrixClusters: () => new Promise(() => {}) },
    });
    expect(
      screen.getByRole('status', { name: 'Loading the Matrix clusters' }),
    ).toBeInTheDocument();
  });
});
