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
import {
  Connectivity,
  MatrixNetworkApi,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import {
  agreeingReport,
  connectivityOf,
  healthySnapshot,
  smallConnectivity,
  smallDriftedConnectivity,
  smallSpec,
  unseenConnectivity,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { comeBackLater } from '../../__testUtils__/visibility';
import { useConnectivity, useConnectivityMatrix } from '../../hooks';
import { ConnectivityMatrixSection } from './ConnectivityMatrixSection';

function Address() {
  const { search } = useLocation();
  return <p data-testid="address">{search}</p>;
}

function Page() {
  const connectivity = useConnectivity('chat-eu');
  const matrix = useConnectivityMatrix(connectivity.value);
  return (
    <>
      <ConnectivityMatrixSection
        connectivity={connectivity}
        matrix={matrix}
        probing={{
          matrixCluster: 'chat-eu',
          hasNetwork: true,
          onStarted: jest.fn(),
        }}
      />
      <Address />
    </>
  );
}

function renderMatrix(
  connectivity: Connectivity = smallConnectivity,
  options: {
    api?: Partial<MatrixNetworkApi>;
    path?: string;
    denied?: readonly string[];
  } = {},
) {
  const { path = '/', denied, api } = options;
  return renderWithApi(<Page />, {
    api: { getConnectivity: async () => connectivity, ...api },
    initialRouteEntries: [path],
    denied,
  });
}

/** By its label, which is quick; roles of hundreds of cells are not. */
const cell = (name: RegExp | string) => screen.findByLabelText(name);

const addressed = () => screen.getByTestId('address').textContent;

describe('ConnectivityMatrixSection', () => {
  it('names every cell by its ends, its state and its ports', async () => {
    renderMatrix();
    const good = await cell(
      'Synapse (main) to key_vault: Allowed, as it should be, TCP 8000',
    );
    expect(good).toHaveAttribute('role', 'gridcell');
    expect(
      screen.getByLabelText(
        /^A pod without labels to key_vault: Blocked, as it should be/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByLabelText(
        /^Synapse \(main\) to MinIO: .*TCP 9000; other ports differ$/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No flow is against the contract'),
    ).toBeInTheDocument();
  });

  it('says that it could not be refreshed, above what it shows, and tries again', async () => {
    const user = userEvent.setup();
    const getConnectivity = jest
      .fn()
      .mockResolvedValueOnce(smallConnectivity)
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockResolvedValue(smallConnectivity);
    renderMatrix(smallConnectivity, { api: { getConnectivity } });
    await cell(/^Synapse \(main\) to key_vault: Allowed/);
    await comeBackLater();
    const title = 'Pods and policies could not be refreshed';
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText('the backend is restarting')).toBeInTheDocument();
    expect(
      await cell(/^Synapse \(main\) to key_vault: Allowed/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(title)).not.toBeInTheDocument(),
    );
  });

  it('counts what is against the contract, and leaves nothing else on demand', async () => {
    const user = userEvent.setup();
    renderMatrix(smallDriftedConnectivity);
    const bad = await cell(
      'Synapse (main) to key_vault: Blocked, but must work, TCP 8000',
    );
    expect(
      screen.getByText(/\d+ open that must not be, \d+ blocked that must work/),
    ).toBeInTheDocument();
    await user.click(screen.getByLabelText('Only violations'));
    await waitFor(() =>
      expect(screen.queryAllByLabelText(/: Allowed/)).toHaveLength(0),
    );
    expect(bad).toBeInTheDocument();
  });

  it('finds a workload, and says so where nothing is like that', async () => {
    const user = userEvent.setup();
    renderMatrix();
    await cell(/^Synapse \(main\) to key_vault/);
    await user.type(screen.getByLabelText('Find a workload'), 'key');
    await waitFor(() =>
      expect(
        screen.queryByLabelText(/^Synapse \(main\) to Redis/),
      ).not.toBeInTheDocument(),
    );
    expect(
      screen.getByLabelText(/^Synapse \(main\) to key_vault/),
    ).toBeInTheDocument();
    await user.type(screen.getByLabelText('Find a workload'), 'zzz');
    expect(await screen.findByText('No flow is like that')).toBeInTheDocument();
  });

  it('is one stop of the Tab key, and arrows lead from cell to cell', async () => {
    renderMatrix();
    const first = await cell(/^Synapse \(main\) to Synapse \(main\)/);
    const stops = () =>
      [...document.querySelectorAll('[role=gridcell][tabindex="0"]')].map(one =>
        one.getAttribute('aria-label'),
      );
    expect(stops()).toEqual([first.getAttribute('aria-label')]);

    const press = (key: string, ctrlKey = false) =>
      fireEvent.keyDown(document.activeElement ?? document.body, {
        key,
        ctrlKey,
      });
    const focused = () => document.activeElement?.getAttribute('aria-label');
    first.focus();
    press('ArrowRight');
    expect(focused()).toMatch(/^Synapse \(main\) to key_vault/);
    expect(stops()).toEqual([focused()]);
    press('ArrowDown');
    expect(focused()).toMatch(/^key_vault to key_vault/);
    press('ArrowDown');
    expect(focused()).toMatch(/^ACME solver to key_vault/);
    press('Home');
    expect(focused()).toMatch(/^ACME solver to Synapse \(main\)/);
    press('End');
    expect(focused()).toMatch(/^ACME solver to The internet/);
    press('End', true);
    // The internet reaches the Matrix namespace alone: there the grid ends.
    expect(focused()).toMatch(/^The internet to A pod without labels/);
    press('Home', true);
    expect(focused()).toMatch(/^Synapse \(main\) to Synapse \(main\)/);
  });

  it('opens a cell by Enter, with its address in the page, and closes it again', async () => {
    const user = userEvent.setup();
    renderMatrix();
    const target = await cell(/^Synapse \(main\) to key_vault/);
    target.focus();
    fireEvent.keyDown(target, { key: 'Enter' });
    const dialog = await screen.findByRole('dialog', {
      name: 'Synapse (main) → key_vault',
    });
    expect(addressed()).toBe('?from=synapse-main&to=key-vault');
    expect(target).toHaveAttribute('aria-selected', 'true');
    expect(dialog).toHaveTextContent('F6: must work');
    await user.click(within(dialog).getByLabelText('Close'));
    await waitFor(() => expect(addressed()).toBe(''));
  });

  it('opens the flow that a link names', async () => {
    renderMatrix(smallConnectivity, {
      path: '/?from=unlabelled-pod&to=key-vault',
    });
    expect(
      await screen.findByRole('dialog', {
        name: 'A pod without labels → key_vault',
      }),
    ).toBeInTheDocument();
  });

  it('says that a link names a flow that there is not', async () => {
    renderMatrix(smallConnectivity, { path: '/?from=sygnal&to=key-vault' });
    expect(
      await screen.findByText('There is no such flow'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('shows that it is judging', async () => {
    renderMatrix();
    expect(await screen.findByText(/^Judging \d+ pods/)).toBeInTheDocument();
    await cell(/^Synapse \(main\) to key_vault/);
  });

  it.each([
    [
      'is loading',
      { getConnectivity: () => new Promise<Connectivity>(() => {}) },
      () => screen.findByLabelText('Loading pods and policies'),
    ],
    [
      'is forbidden',
      {
        getConnectivity: async () => {
          throw new NotAllowedError('no');
        },
      },
      () => screen.findByText(/You may not see what its pods/),
    ],
    [
      'could not be read',
      {
        getConnectivity: async () => {
          throw new Error('the backend is restarting');
        },
      },
      () => screen.findByText(/^Error: Could not read what its pods/),
    ],
    [
      'has not been polled',
      { getConnectivity: async () => unseenConnectivity },
      () => screen.findByText('The cluster has not been read yet'),
    ],
    [
      'is too large',
      {
        getConnectivity: async () => ({
          ...smallConnectivity,
          network: undefined,
        }),
      },
      () => screen.findByText(/too much on this cluster/),
    ],
  ])('says that a network %s', async (_, api, found) => {
    renderMatrix(smallConnectivity, { api });
    expect(await found()).toBeInTheDocument();
  });

  it('does not judge what could not be read of the cluster', async () => {
    const network = healthySnapshot(smallSpec);
    renderMatrix(
      connectivityOf(smallSpec, {
        ...network,
        reads: {
          ...network.reads,
          pods: { status: 'failed', message: 'timed out' },
        },
      }),
    );
    expect(
      await cell(
        /^Synapse \(main\) to key_vault: Cannot be judged:.*timed out/,
      ),
    ).toBeInTheDocument();
  });
});

describe('a flow that is opened', () => {
  const withProbes = connectivityOf(
    smallSpec,
    healthySnapshot(smallSpec),
    agreeingReport,
  );

  function openFlow(
    from: string,
    to: string,
    connectivity = withProbes,
    options: Parameters<typeof renderMatrix>[1] = {},
  ) {
    renderMatrix(connectivity, { path: `/?from=${from}&to=${to}`, ...options });
    return screen.findByRole('dialog');
  }

  it('shows the lines that let it through, at both ends, and who else isolates', async () => {
    const dialog = await openFlow('synapse-main', 'key-vault');
    const yaml = within(dialog).getByLabelText(
      'NetworkPolicy key-vault-isolation as YAML',
    );
    const marked = [...yaml.querySelectorAll('mark')].map(
      line => line.textContent,
    );
    expect(marked[0]).toMatch(/podSelector:.*lets it through/);
    expect(marked.some(line => /on this port/.test(line ?? ''))).toBe(true);
    expect(yaml).not.toHaveTextContent('managedFields');
    expect(yaml).not.toHaveTextContent('resourceVersion');
    expect(dialog).toHaveTextContent(
      /allow-dns, default-deny-all isolate it, too, and do not let this through/,
    );
    expect(dialog).toHaveTextContent(
      'key-vault-isolation spec.ingress[0].from[0] allows ingress',
    );
  });

  it('shows how every rule of the policies that isolate misses', async () => {
    const dialog = await openFlow('unlabelled-pod', 'key-vault');
    const yaml = within(dialog).getByLabelText(
      'NetworkPolicy key-vault-isolation as YAML',
    );
    expect(yaml.querySelector('mark')?.textContent).toMatch(
      /its peers do not fit/,
    );
    expect(dialog).toHaveTextContent(
      /default-deny-all \(matrix\) isolates it and has no egress rule/,
    );
    expect(dialog).toHaveTextContent(/N8: must not work/);
  });

  it('shows what the newest probe proved', async () => {
    const dialog = await openFlow('synapse-main', 'key-vault');
    expect(dialog).toHaveTextContent(/Proven \d+ minutes ago: connected/);
    expect(dialog).toHaveTextContent('It connects, as the policies allow.');
  });

  it('has it probed on demand', async () => {
    const user = userEvent.setup();
    const startProbe = jest.fn(async () => {
      throw new Error('Operation 42 of chat-eu is under way');
    });
    const dialog = await openFlow('synapse-main', 'key-vault', withProbes, {
      api: { startProbe },
    });
    await user.click(
      await within(dialog).findByRole('button', { name: 'Probe this flow' }),
    );
    expect(startProbe).toHaveBeenCalledWith('chat-eu', {
      kind: 'flow',
      source: 'synapse-main',
      destination: 'key-vault',
    });
    expect(
      await within(dialog).findByText('Operation 42 of chat-eu is under way'),
    ).toBeInTheDocument();
  });

  it('says why it cannot be probed', async () => {
    const dialog = await openFlow('prometheus', 'key-vault');
    expect(
      within(dialog).getByRole('button', { name: 'Probe this flow' }),
    ).toBeDisabled();
    expect(dialog).toHaveTextContent(
      'Probe pods run in the Matrix namespace only.',
    );
  });
});
