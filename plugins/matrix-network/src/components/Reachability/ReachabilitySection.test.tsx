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

import {
  Connectivity,
  ContractRowHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  contractHolds,
  smallConnectivity,
  smallDriftedConnectivity,
  unseenConnectivity,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { useConnectivity, useConnectivityMatrix } from '../../hooks';
import { ReachabilitySection } from './ReachabilitySection';

const apiServerRow: ContractRowHealth = {
  ...contractHolds[0],
  row: 'F28',
  destination: 'API server',
  destinationWorkloads: [],
};

function Page(props: { workload: string; title: string }) {
  const connectivity = useConnectivity('chat-eu');
  const matrix = useConnectivityMatrix(connectivity.value);
  return (
    <ReachabilitySection
      connectivity={connectivity}
      matrix={matrix}
      workload={props.workload}
      title={props.title}
      inbound={contractHolds.filter(({ row }) => row === 'F6')}
      outbound={[apiServerRow]}
      probing={{
        matrixCluster: 'chat-eu',
        hasNetwork: true,
        onStarted: jest.fn(),
      }}
    />
  );
}

function renderReach(
  connectivity: Connectivity,
  workload = 'key-vault',
  title = 'key_vault',
) {
  renderWithApi(<Page workload={workload} title={title} />, {
    api: { getConnectivity: async () => connectivity },
  });
}

/** The parts of a table's rows, header left out. */
async function rowsOf(name: string) {
  const table = await screen.findByRole('table', { name });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);
}

describe('ReachabilitySection', () => {
  it('lists who gets in and whom it reaches, by what the policies allow', async () => {
    renderReach(smallConnectivity);
    const [synapse, ...none] = await rowsOf('Who can reach me');
    expect(synapse).toMatch(
      /Allowed, as it should be.*Synapse \(main\).*TCP 8000.*F6/,
    );
    expect(none).toEqual([]);
    expect(await rowsOf('Whom can I reach')).toEqual([
      expect.stringMatching(/PostgreSQL \(main\).*TCP 5432.*F18/),
      expect.stringMatching(/Redis.*TCP 6379.*F19/),
      expect.stringMatching(/Cluster DNS.*TCP 53; UDP 53.*F1/),
    ]);
  });

  it('keeps what is cut one click away, with how much of it the contract asks for', async () => {
    const user = userEvent.setup();
    renderReach(smallConnectivity);
    await user.click(
      (
        await screen.findAllByRole('button', {
          name: /^\d+ are cut, \d+ of them as the contract asks$/,
        })
      )[0],
    );
    const cut = await rowsOf('Who can reach me: cut');
    expect(cut).toContainEqual(
      expect.stringMatching(/Blocked, as it should be.*A pod without labels/),
    );
  });

  it('puts violations first', async () => {
    renderReach(smallDriftedConnectivity);
    expect((await rowsOf('Who can reach me'))[0]).toMatch(
      /Blocked, but must work.*Synapse \(main\)/,
    );
  });

  it('draws neighbours that lead to their pages, and has the lists for its words', async () => {
    renderReach(smallConnectivity);
    const picture = await screen.findByLabelText(
      'Who reaches key_vault, and whom it reaches',
    );
    expect(
      within(picture).getByLabelText(
        'Synapse (main) to key_vault: Allowed, as it should be, TCP 8000',
      ),
    ).toHaveAttribute(
      'href',
      '/catalog/chat-eu/component/synapse-main/network',
    );
    const [inbound, outbound] = (
      picture.getAttribute('aria-describedby') ?? ''
    ).split(' ');
    expect(document.getElementById(inbound)).toHaveTextContent(
      'Who can reach me',
    );
    expect(document.getElementById(outbound)).toHaveTextContent(
      'Whom can I reach',
    );
  });

  it('opens a flow for what decides it', async () => {
    const user = userEvent.setup();
    renderReach(smallConnectivity);
    await user.click(
      await screen.findByRole('button', { name: 'Why: from Synapse (main)' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Synapse (main) → key_vault' }),
    ).toBeInTheDocument();
  });

  it('says each row of the contract once: here those about other ends', async () => {
    const user = userEvent.setup();
    renderReach(smallConnectivity);
    await user.click(
      await screen.findByRole('button', {
        name: /^1 more row of the contract, about other ends/,
      }),
    );
    const rows = await rowsOf('Rows about other ends');
    expect(rows).toEqual([expect.stringMatching(/F28.*API server/)]);
  });

  it.each([
    ['the cluster was never read', unseenConnectivity],
    ['the spec has no such workload', smallConnectivity],
  ])('falls back to the contract where %s', async (_, connectivity) => {
    renderReach(connectivity, 'sygnal', 'Sygnal');
    expect(await rowsOf('Who can reach me')).toEqual([
      expect.stringMatching(/F6/),
    ]);
    expect(await rowsOf('Whom can I reach')).toEqual([
      expect.stringMatching(/F28/),
    ]);
  });
});
