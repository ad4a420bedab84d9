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
  MatrixNetworkApi,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  agreeingReport,
  differingReport,
  probeOperation,
  smallConnectivity,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { comeBackLater } from '../../__testUtils__/visibility';
import { useConnectivity } from '../../hooks';
import { ProbesSection } from './ProbesSection';
import { ProbeContext } from './ProbeStart';

function Page(props: { probing: Partial<ProbeContext> }) {
  return (
    <ProbesSection
      connectivity={useConnectivity('chat-eu')}
      namespace="matrix"
      probing={{
        matrixCluster: 'chat-eu',
        hasNetwork: true,
        onStarted: () => {},
        ...props.probing,
      }}
    />
  );
}

function renderProbes(
  options: {
    probes?: Connectivity['probes'];
    api?: Partial<MatrixNetworkApi>;
    probing?: Partial<ProbeContext>;
  } = {},
) {
  const { probes, api, probing = {} } = options;
  renderWithApi(<Page probing={probing} />, {
    api: {
      getConnectivity: async () => ({ ...smallConnectivity, probes }),
      ...api,
    },
  });
  return userEvent.setup();
}

describe('ProbesSection', () => {
  it('says what probes do, and that nothing was probed yet', async () => {
    renderProbes();
    expect(
      await screen.findByText(/Short-lived Jobs in namespace matrix/),
    ).toHaveTextContent(/never become ready/);
    expect(
      await screen.findByText(/Nothing was probed yet/),
    ).toBeInTheDocument();
  });

  it('starts what is chosen', async () => {
    const startProbe = jest.fn().mockResolvedValue(probeOperation);
    const onStarted = jest.fn();
    const user = renderProbes({ api: { startProbe }, probing: { onStarted } });
    await user.click(
      await screen.findByRole('radio', { name: /^The whole contract/ }),
    );
    await user.click(screen.getByRole('button', { name: 'Probe' }));
    expect(startProbe).toHaveBeenCalledWith('chat-eu', { kind: 'contract' });
    expect(onStarted).toHaveBeenCalledWith(probeOperation);
  });

  it.each<[string, Partial<ProbeContext>, string]>([
    [
      'another operation is under way',
      { operation: { ...probeOperation, status: 'running' } },
      'Another operation is under way.',
    ],
    [
      'nothing was read yet',
      { hasNetwork: false },
      'The cluster has to be read once before: probes follow from its pods.',
    ],
  ])('cannot be started while %s, and says so', async (_, probing, why) => {
    renderProbes({ probing });
    const button = await screen.findByRole('button', { name: 'Probe' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(why);
  });

  it('shows what differs first, and the rest one click away', async () => {
    const user = renderProbes({ probes: differingReport });
    const table = await screen.findByRole('table', {
      name: 'Probes that differ',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent(
      /Differs.*Synapse \(LI\).*Redis.*TCP 6379.*Connected.*Blocked/,
    );
    await user.click(
      within(rows[0]).getByRole('button', { name: /^What Synapse \(LI\)/ }),
    );
    expect(table).toHaveTextContent(
      'The policies deny it, but it connects: the network plugin does not enforce them here',
    );
    await user.click(
      screen.getByRole('button', { name: /probes prove nothing$/ }),
    );
    const nothing = screen.getByRole('table', {
      name: 'Probes that prove nothing',
    });
    expect(nothing).toHaveTextContent(/ClamAV.*Could not run/);
    await user.click(
      screen.getByRole('button', { name: /flows were not tried$/ }),
    );
    expect(
      screen.getByRole('table', { name: 'Flows that were not tried' }),
    ).toHaveTextContent('probe pods run in the Matrix namespace only');
  });

  it('says that the newest probes could not be read anew', async () => {
    renderProbes({
      api: {
        getConnectivity: jest
          .fn()
          .mockResolvedValueOnce({
            ...smallConnectivity,
            probes: agreeingReport,
          })
          .mockRejectedValue(new Error('the backend is restarting')),
      },
    });
    await screen.findAllByText(`${agreeingReport.results.length} agree`);
    await comeBackLater();
    expect(
      await screen.findByText('The newest probes could not be refreshed'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText(`${agreeingReport.results.length} agree`),
    ).not.toHaveLength(0);
  });

  it('says that all agree', async () => {
    renderProbes({ probes: agreeingReport });
    expect(
      await screen.findAllByText(`${agreeingReport.results.length} agree`),
    ).not.toHaveLength(0);
    expect(
      screen.queryByRole('table', { name: 'Probes that differ' }),
    ).not.toBeInTheDocument();
  });
});
