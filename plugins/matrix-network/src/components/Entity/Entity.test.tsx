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

import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Entity } from '@backstage/catalog-model';
import { MatrixNetworkApi } from '@matrix-network/backstage-plugin-matrix-network-common';
import { screen, within } from '@testing-library/react';
import {
  kubernetesClusterEntity,
  summaries,
  systemEntity,
  workloadEntity,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { comeBackLater } from '../../__testUtils__/visibility';
import { EntityNetworkCard } from './EntityNetworkCard';
import { EntityNetworkContent } from './EntityNetworkContent';

function renderContent(entity: Entity) {
  return renderWithApi(
    <EntityProvider entity={entity}>
      <EntityNetworkContent />
    </EntityProvider>,
  );
}

function renderCard(entity: Entity, api?: Partial<MatrixNetworkApi>) {
  return renderWithApi(
    <EntityProvider entity={entity}>
      <EntityNetworkCard />
    </EntityProvider>,
    { api },
  );
}

describe('EntityNetworkContent', () => {
  it('shows a workload who can reach it and whom it can reach', async () => {
    renderContent(workloadEntity('chat-drifted', 'synapse-main'));

    const inbound = await screen.findByRole('table', {
      name: 'Who can reach me',
    });
    expect(inbound).toHaveTextContent('Ingress controller');
    const outbound = screen.getByRole('table', { name: 'Whom can I reach' });
    expect(within(outbound).getAllByRole('row')[1]).toHaveTextContent(
      'Blocked, but must work',
    );
    expect(
      screen.getByRole('button', { name: /1 finding of the whole/ }),
    ).toBeInTheDocument();
    expect(screen.getByText('3 of 3')).toBeInTheDocument();
  });

  it('says that policies cannot isolate pods on the host network', async () => {
    renderContent(workloadEntity('chat-drifted', 'coturn'));
    expect(
      await screen.findByText('Its pods use the host network'),
    ).toBeInTheDocument();
  });

  it('says that no pod of a workload was seen', async () => {
    renderContent(workloadEntity('chat-drifted', 'sygnal'));
    expect(
      await screen.findByText('No pod of sygnal was seen'),
    ).toBeInTheDocument();
  });

  it('shows a System its whole Matrix cluster', async () => {
    renderContent(systemEntity('chat-drifted'));
    const table = await screen.findByRole('table', { name: 'Workloads' });
    expect(
      within(table).getByRole('link', { name: 'key_vault' }),
    ).toHaveAttribute(
      'href',
      '/catalog/chat-drifted/component/key-vault/network',
    );
  });

  it('shows a Kubernetes cluster the Matrix clusters on it', async () => {
    renderContent(kubernetesClusterEntity('sandbox'));
    expect(
      await screen.findByRole('link', { name: 'chat-eu' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'chat-drifted' }),
    ).not.toBeInTheDocument();
  });

  it('says that nothing runs on a Kubernetes cluster', async () => {
    renderContent(kubernetesClusterEntity('elsewhere'));
    expect(
      await screen.findByText('No Matrix cluster runs here'),
    ).toBeInTheDocument();
  });

  it('asks for the annotation where there is none', async () => {
    renderContent({ ...systemEntity('x'), metadata: { name: 'x' } });
    expect(await screen.findByText(/Missing Annotation/i)).toBeInTheDocument();
  });
});

describe('EntityNetworkCard', () => {
  it('shows status, numbers and the top findings of a Matrix cluster', async () => {
    renderCard(systemEntity('chat-drifted'));

    expect(await screen.findByText('Failing')).toBeInTheDocument();
    expect(
      screen.getByText('11 of 13 in force, 1 missing, 1 edited'),
    ).toBeInTheDocument();
    expect(screen.getByText('1 of 3 replicas ready')).toBeInTheDocument();
    expect(screen.getByText('1 of 3 failed or expired')).toBeInTheDocument();
    const findings = screen.getByRole('list', { name: 'Top findings' });
    expect(within(findings).getAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByText('and 1 more')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Details' })).toBeInTheDocument();
  });

  it('shows a workload only what concerns it', async () => {
    renderCard(workloadEntity('chat-drifted', 'redis'));
    expect(await screen.findByText('Degraded')).toBeInTheDocument();
    expect(
      screen.getByText('Policy redis-access was edited'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('Policy key-vault-isolation is missing'),
    ).not.toBeInTheDocument();
  });

  it('lists the Matrix clusters of a Kubernetes cluster', async () => {
    renderCard(kubernetesClusterEntity('sandbox-drifted'));
    expect(
      await screen.findByRole('link', { name: 'chat-drifted' }),
    ).toBeInTheDocument();
  });

  it('says how old the status of each is', async () => {
    renderCard(kubernetesClusterEntity('remote'));
    expect(await screen.findByText('Stale')).toBeInTheDocument();
    expect(screen.getByText('2 hours ago')).toBeInTheDocument();
  });

  it('says that the list could not be refreshed', async () => {
    renderCard(kubernetesClusterEntity('sandbox'), {
      listMatrixClusters: jest
        .fn()
        .mockResolvedValueOnce(summaries)
        .mockRejectedValue(new Error('the backend is restarting')),
    });
    await screen.findByRole('link', { name: 'chat-eu' });
    await comeBackLater();
    expect(
      await screen.findByText('the backend is restarting'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'chat-eu' })).toBeInTheDocument();
  });
});
