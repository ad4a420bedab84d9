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
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MatrixClusterDetail } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  FakeMatrixNetworkApi,
  healthyDetail,
  staleDetail,
  unseenDetail,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { MatrixClusterLoader } from './MatrixClusterLoader';

const loader = (
  <MatrixClusterLoader name="chat-eu">
    {({ health }) => <p>Status {health.status}</p>}
  </MatrixClusterLoader>
);

describe('MatrixClusterLoader', () => {
  it('shows grey shapes while it loads', () => {
    renderWithApi(loader, {
      api: { getMatrixCluster: () => new Promise(() => {}) },
    });
    expect(
      screen.getByRole('status', {
        name: 'Loading the Matrix cluster chat-eu',
      }),
    ).toHaveAttribute('aria-busy', 'true');
  });

  it('shows the health once it is there', async () => {
    renderWithApi(loader);
    expect(await screen.findByText('Status healthy')).toBeInTheDocument();
    expect(screen.queryByText(/Stale/)).not.toBeInTheDocument();
  });

  it('shows what was seen last under a banner that says since when and why', async () => {
    renderWithApi(loader, { api: new FakeMatrixNetworkApi([staleDetail]) });
    expect(await screen.findByText('Status healthy')).toBeInTheDocument();
    const title = screen.getByText(/Stale: the cluster was last read/);
    expect(title.parentElement).toHaveTextContent('2 hours ago');
    // Read out once: the time beside it changes by itself.
    expect(title).toHaveAttribute('role', 'status');
    expect(title).not.toHaveTextContent('2 hours ago');
    expect(title.parentElement?.closest('[role=status]')).toBeNull();
    expect(screen.getByText(/ECONNREFUSED/)).toBeInTheDocument();
  });

  it('says that a Matrix cluster has not been seen yet', async () => {
    renderWithApi(loader, { api: new FakeMatrixNetworkApi([unseenDetail]) });
    expect(
      await screen.findByText('chat-eu has not been seen yet'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  });

  it('says why the first poll failed', async () => {
    renderWithApi(loader, {
      api: new FakeMatrixNetworkApi([
        {
          ...unseenDetail,
          poll: { intervalSeconds: 60, error: 'certificate has expired' },
        },
      ]),
    });
    expect(
      await screen.findByText('certificate has expired'),
    ).toBeInTheDocument();
  });

  it('says that there is no such Matrix cluster', async () => {
    renderWithApi(loader, { api: new FakeMatrixNetworkApi([]) });
    expect(
      await screen.findByText('No Matrix cluster is called chat-eu'),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    renderWithApi(loader, {
      api: {
        getMatrixCluster: async () => {
          throw new NotAllowedError('no');
        },
      },
    });
    expect(
      await screen.findByText('You may not see the Matrix cluster chat-eu'),
    ).toBeInTheDocument();
  });

  it('keeps the error of the first read in sight while it is tried again', async () => {
    const user = userEvent.setup();
    let succeed = (_: MatrixClusterDetail) => {};
    const getMatrixCluster = jest
      .fn()
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockReturnValueOnce(
        new Promise<MatrixClusterDetail>(resolve => {
          succeed = resolve;
        }),
      );
    renderWithApi(loader, { api: { getMatrixCluster } });
    const error =
      /Could not read the Matrix cluster chat-eu: the backend is restarting/;
    expect(await screen.findByText(error)).toBeInTheDocument();
    expect(screen.queryByText('Trying again…')).not.toBeInTheDocument();
    const again = screen.getByRole('button', { name: 'Try again' });
    await user.click(again);
    expect(screen.getByText('Trying again…')).toBeInTheDocument();
    expect(screen.getByText(error)).toBeInTheDocument();
    // It is still the button that has the focus.
    expect(again).toHaveFocus();
    await act(async () => succeed(healthyDetail));
    expect(await screen.findByText('Status healthy')).toBeInTheDocument();
    expect(screen.queryByText(error)).not.toBeInTheDocument();
  });

  it('keeps what it shows when a later read fails', async () => {
    const user = userEvent.setup();
    const getMatrixCluster = jest
      .fn()
      .mockResolvedValueOnce(unseenDetail)
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockResolvedValue(healthyDetail);
    renderWithApi(loader, {
      api: {
        getMatrixCluster,
        refreshMatrixCluster: async () => healthyDetail,
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Refresh' }));
    expect(
      await screen.findByText('the backend is restarting'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('chat-eu has not been seen yet'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Status healthy')).toBeInTheDocument();
  });
});
