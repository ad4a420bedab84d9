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

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeMatrixNetworkApi,
  smallDriftedConnectivity,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { MatrixClusterNetwork } from './MatrixClusterNetwork';

/** Roles are computed over the whole page, so the matrix is a small one. */
const api = Object.assign(new FakeMatrixNetworkApi(), {
  getConnectivity: async () => smallDriftedConnectivity,
});

describe('MatrixClusterNetwork', () => {
  it('shows every section of a Matrix cluster', async () => {
    renderWithApi(<MatrixClusterNetwork name="chat-drifted" />, { api });

    expect(await screen.findByText('Apply failed')).toBeInTheDocument();
    // The roles are computed once, not for each name: the page is long.
    const titles = screen
      .getAllByRole('region')
      .map(({ textContent }) => textContent);
    for (const name of [
      'Findings',
      'Workloads',
      'Network policies',
      'Who reaches whom',
      'Connectivity contract',
      'What if',
      'Probes',
      'Ingress',
      'Certificates',
      'Certificate check',
      'History',
      'Operations',
    ]) {
      expect(titles).toContainEqual(
        expect.stringMatching(new RegExp(`^${name}`)),
      );
    }
  });

  it('opens the first critical finding with cause and remedy', async () => {
    renderWithApi(<MatrixClusterNetwork name="chat-drifted" />, { api });

    const findings = await screen.findByRole('list', { name: 'Findings' });
    const [first, second] = within(findings).getAllByRole('button', {
      name: /Critical/,
    });
    expect(first).toHaveAttribute('aria-expanded', 'true');
    expect(second).toHaveAttribute('aria-expanded', 'false');
    expect(
      within(findings).getByText(/Synapse cannot reach key_vault/),
    ).toBeInTheDocument();
    expect(
      within(findings).getByRole('button', { name: 'Copy command' }),
    ).toBeInTheDocument();
  });

  it('shows who edited which field of a policy', async () => {
    const user = userEvent.setup();
    renderWithApi(<MatrixClusterNetwork name="chat-drifted" />, { api });

    await user.click(
      await screen.findByRole('button', { name: /Edited redis-access/ }),
    );
    const edits = await screen.findByRole('table', { name: 'Edited fields' });
    expect(edits).toHaveTextContent('spec.ingress[0].from[1]');
    expect(edits).toHaveTextContent('podSelector: {}');
    expect(edits).toHaveTextContent('kubectl-edit, 3 days ago');
    expect(edits).toHaveTextContent('nothing');
  });

  it('leads from a policy to what a change of it would do', async () => {
    const user = userEvent.setup();
    renderWithApi(<MatrixClusterNetwork name="chat-drifted" />, { api });

    await user.click(
      await screen.findByRole('button', { name: /Edited redis-access/ }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'What if I changed it?' }),
    );
    const section = await screen.findByRole('region', { name: 'What if' });
    expect(
      within(section).getByRole('radio', {
        name: 'Change or remove a policy',
      }),
    ).toBeChecked();
    const text = within(section).getByLabelText('The policy');
    expect(text).toHaveDisplayValue(/name: redis-access/);
    expect(text).toHaveFocus();
  });

  it('puts violated flows before those that hold', async () => {
    renderWithApi(<MatrixClusterNetwork name="chat-drifted" />, { api });

    const violated = await screen.findByRole('table', {
      name: 'Violated flows',
    });
    expect(violated).toHaveTextContent('Blocked, but must work');
    const user = userEvent.setup();
    await user.click(
      within(violated).getByRole('button', { name: 'What decides F6' }),
    );
    expect(violated).toHaveTextContent('default-deny-all selects key-vault');
    expect(
      screen.getByRole('button', {
        name: '5 flows that hold or cannot be judged',
      }),
    ).toHaveAttribute('aria-expanded', 'false');
  });

  it('re-applies only after asking, then follows the operation', async () => {
    const user = userEvent.setup();
    renderWithApi(<MatrixClusterNetwork name="chat-eu" />, { api });

    await user.click(await screen.findByRole('button', { name: 'Re-apply' }));
    const question = screen.getByRole('dialog', { name: 'Re-apply chat-eu?' });
    const reapply = within(question).getByRole('button', { name: 'Re-apply' });
    await user.click(
      await within(question).findByRole('checkbox', { name: /^Take over/ }),
    );
    await waitFor(() => expect(reapply).toBeEnabled());
    await user.click(reapply);
    const log = await screen.findByRole('dialog', { name: 'Apply chat-eu' });
    expect(
      within(log).getByText('NetworkPolicy matrix/allow-dns: created'),
    ).toBeInTheDocument();
  });
});
