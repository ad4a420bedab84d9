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

import { Connectivity } from '@matrix-network/backstage-plugin-matrix-network-common';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  smallConnectivity,
  smallDriftedConnectivity,
  unseenConnectivity,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { useConnectivity } from '../../hooks';
import { WhatIfSection } from './WhatIfSection';

function Page(props: { startWith?: string }) {
  return (
    <WhatIfSection
      connectivity={useConnectivity('chat-eu')}
      startWith={props.startWith}
    />
  );
}

function renderWhatIf(
  connectivity: Connectivity = smallConnectivity,
  startWith?: string,
) {
  renderWithApi(<Page startWith={startWith} />, {
    api: { getConnectivity: async () => connectivity },
  });
  return userEvent.setup();
}

const choose = (name: string) => screen.findByRole('radio', { name });

function editor(): HTMLTextAreaElement {
  const box = screen.getByRole('textbox');
  if (!(box instanceof HTMLTextAreaElement)) {
    throw new Error('no text area');
  }
  return box;
}

function write(text: string) {
  fireEvent.change(editor(), { target: { value: text } });
}

/** All at once, as somebody pastes it. */
function change(from: string, to: string) {
  const { value } = editor();
  expect(value).toContain(from);
  write(value.replace(from, to));
}

const openDoor = `kind: NetworkPolicy
apiVersion: networking.k8s.io/v1
metadata: { name: debug-key-vault }
spec:
  podSelector:
    matchLabels: { app.kubernetes.io/name: key-vault }
  ingress:
    - {}
`;

describe('WhatIfSection', () => {
  it('judges nothing until somebody chooses, and says that nothing is applied', async () => {
    renderWhatIf();
    expect(await screen.findByText('Choose what to try.')).toBeInTheDocument();
    expect(
      screen.getByText('Nothing is applied from here.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/the pods that were seen/)).toHaveTextContent(
      /seconds? ago|minutes? ago|just now/,
    );
  });

  it('shows what re-applying the stack would mend', async () => {
    const user = renderWhatIf(smallDriftedConnectivity);
    await user.click(await choose('Re-apply the stack as its spec says'));
    expect(
      await screen.findByText(/\d+ flows open; mends F4, F6/),
    ).toBeInTheDocument();
    const rows = screen.getByRole('table', {
      name: 'Rows of the contract that change',
    });
    expect(rows).toHaveTextContent(
      /F6.*Blocked, but must work.*Allowed, as it should be/,
    );
  });

  it('says so where nothing changes', async () => {
    const user = renderWhatIf();
    await user.click(await choose('Re-apply the stack as its spec says'));
    expect(
      await screen.findByText('No flow opens or closes'),
    ).toBeInTheDocument();
  });

  it('is alarmed at a policy that opens what must be closed', async () => {
    const user = renderWhatIf();
    await user.click(await choose('Add a policy'));
    expect(screen.getByText(/Paste or write a policy/)).toBeInTheDocument();
    write(openDoor);
    const alarm = await screen.findByRole('table', {
      name: 'Flows that open against the contract',
    });
    expect(alarm).toHaveTextContent(/Prometheus.*key_vault/);
    expect(screen.getByText(/breaks N9/)).toBeInTheDocument();
    const why = screen.getByRole('button', { name: 'Why N9 changes' });
    await user.click(why);
    expect(
      screen.getByText(/debug-key-vault spec.ingress\[0\]/),
    ).toBeInTheDocument();
  });

  it('shows what the removal of a policy closes', async () => {
    const user = renderWhatIf(smallConnectivity, 'redis-access');
    expect(await choose('Change or remove a policy')).toBeChecked();
    expect(editor().value).toContain('name: redis-access');
    expect(editor().value).not.toContain('managedFields');
    await user.click(screen.getByRole('checkbox', { name: 'Remove it' }));
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    const closed = await screen.findByRole('table', {
      name: 'Flows that close against the contract',
    });
    expect(closed).toHaveTextContent('Synapse (main)RedisTCP 6379, 26379');
    const summary = screen.getByText(/breaks F4/);
    expect(summary.closest('[role=status]')).toBeInTheDocument();
    expect(closed.closest('[role=status], [aria-live]')).toBeNull();
  });

  it('names line, field, value and what is accepted, and leads to the line', async () => {
    const user = renderWhatIf(smallConnectivity, 'redis-access');
    await choose('Change or remove a policy');
    const before = editor().value;
    change('port: 6379', 'port: 99999');
    const line =
      before.split('\n').findIndex(one => /port: 6379/.test(one)) + 1;
    const lead = await screen.findByRole('button', { name: `Line ${line}` });
    expect(lead.closest('li')).toHaveTextContent(
      `Line ${line} spec.ingress[0].ports[0].port 99999 is not a port: 1 to 65535 is accepted`,
    );
    expect(screen.getByText('This cannot be judged as it is')).toBeVisible();
    expect(editor()).toHaveAttribute('aria-invalid', 'true');
    await user.click(lead);
    const { selectionStart, selectionEnd, value } = editor();
    expect(value.slice(selectionStart, selectionEnd)).toContain('99999');
    expect(value).toBe(before.replace('port: 6379', 'port: 99999'));
  });

  it.each([
    ['text that is no YAML', 'a: [', /This is not YAML/],
    [
      'another kind',
      openDoor.replace('NetworkPolicy', 'Ingress'),
      /'Ingress' is not accepted: NetworkPolicy is/,
    ],
    [
      'another namespace',
      openDoor.replace('{ name:', '{ namespace: web, name:'),
      /'web' is another namespace/,
    ],
  ])('refuses %s and keeps it', async (_, text, message) => {
    const user = renderWhatIf();
    await user.click(await choose('Add a policy'));
    write(text);
    expect(await screen.findByText(message)).toBeInTheDocument();
    expect(editor().value).toBe(text);
  });

  it('judges a changed spec by its own contract', async () => {
    const user = renderWhatIf();
    await user.click(await choose('Change the spec'));
    change('keyVault: true', 'keyVault: false');
    const closed = await screen.findByRole('table', {
      name: 'Flows that close',
    });
    expect(closed).toHaveTextContent('Synapse (main)key_vaultTCP 8000');
    // Without key_vault in the spec nobody asks for it to be reached.
    expect(screen.queryByText(/breaks/)).not.toBeInTheDocument();
    expect(
      screen.getByText(
        'key-vault-isolation would stay on the cluster: applying deletes nothing.',
      ),
    ).toBeInTheDocument();
    change('targetCcu: 5000', 'targetCcu: none');
    expect(
      await screen.findByText(/'none' is not accepted/),
    ).toBeInTheDocument();
  });

  it('loses nothing of what was typed, and starts over on demand', async () => {
    const user = renderWhatIf(smallConnectivity, 'redis-access');
    await choose('Change or remove a policy');
    const before = editor().value;
    change('name: redis-access', 'name: redis-open');
    await user.click(await choose('Add a policy'));
    write(openDoor);
    await user.click(await choose('Change or remove a policy'));
    expect(editor().value).toContain('name: redis-open');
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Policy on the cluster' }),
      'minio-access',
    );
    expect(editor().value).toContain('name: minio-access');
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Policy on the cluster' }),
      'redis-access',
    );
    expect(editor().value).toContain('name: redis-open');
    await user.click(await choose('Add a policy'));
    expect(editor().value).toBe(openDoor);
    await user.click(await choose('Change or remove a policy'));
    await user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(editor().value).toBe(before);
    expect(screen.getByRole('button', { name: 'Start over' })).toBeDisabled();
  });

  it('has nothing to try a change on before the first poll', async () => {
    renderWhatIf(unseenConnectivity);
    const section = await screen.findByRole('region', { name: 'What if' });
    expect(
      await within(section).findByText('There is nothing to try a change on'),
    ).toBeInTheDocument();
  });
});
