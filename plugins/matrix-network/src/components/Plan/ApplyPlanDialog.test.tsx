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
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  MatrixNetworkApi,
  PlanRequest,
  StackPlan,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  fullPlan,
  idlePlan,
  planOf,
  smallDriftedConnectivity,
  succeededOperation,
  takenOverPlan,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { ApplyPlanDialog } from './ApplyPlanDialog';

function open(api: Partial<MatrixNetworkApi>, specId?: number) {
  const onStarted = jest.fn();
  renderWithApi(
    <ApplyPlanDialog
      matrixCluster="chat-eu"
      title="Re-apply chat-eu?"
      verb="Re-apply"
      specId={specId}
      connectivity={smallDriftedConnectivity}
      onClose={() => {}}
      onStarted={onStarted}
    >
      Everything is applied again.
    </ApplyPlanDialog>,
    { api },
  );
  return { user: userEvent.setup(), onStarted };
}

/** Plans as the backend does: what is taken over is a change, and flows open only once a policy is removed. */
async function follow(_: string, request?: PlanRequest): Promise<StackPlan> {
  const plan = request?.force ? takenOverPlan : fullPlan;
  return request?.prune ? plan : { ...plan, flowChanges: idlePlan.flowChanges };
}

describe('ApplyPlanDialog', () => {
  it('shows what would be done to which object, and why not', async () => {
    open({ planStack: async () => fullPlan });
    const dialog = await screen.findByRole('dialog', {
      name: 'Re-apply chat-eu?',
    });
    const changes = await within(dialog).findByRole('table', {
      name: 'Objects to change',
    });
    expect(changes).toHaveTextContent('spec.replicas23');
    expect(changes).toHaveTextContent('spec.minReadySecondsnothing5');
    expect(changes).toHaveTextContent('and 4 more fields');
    expect(
      within(dialog).getByRole('table', { name: 'Conflicts' }),
    ).toHaveTextContent('spec.ingresskubectl-edit');
    for (const [list, text] of [
      ['Objects refused by the server', 'provided port is already allocated'],
      ['Objects undecided', 'webhook.cert-manager.io does not answer'],
      ['Objects to create', 'ClusterIssuer selfsigned (planned offline: the'],
      ['Objects no longer in the spec', 'NetworkPolicy matrix/haproxy-access'],
    ]) {
      expect(
        within(dialog).getByRole('list', { name: list }),
      ).toHaveTextContent(text);
    }
    expect(dialog).toHaveTextContent(
      'cert-manager 1.19.2 in namespace pki is used as it is; it belongs to Helm release cm.',
    );
    expect(dialog).toHaveTextContent('On the same Kubernetes cluster: chat-us');
    expect(
      within(dialog).getByRole('button', { name: 'Re-apply' }),
    ).toBeDisabled();
    expect(dialog).toHaveTextContent(
      'Nothing is applied while 1 object is in conflict.',
    );
  });

  it('says so where the part in sight of a long value is the same', async () => {
    const start = '[{"from":[{"podSelector":…';
    open({
      planStack: async () =>
        planOf([
          {
            stage: 'policies',
            object: 'NetworkPolicy matrix/redis-access',
            plan: {
              action: 'change',
              fields: [{ field: 'spec.ingress', before: start, after: start }],
              moreFields: 0,
            },
          },
        ]),
    });
    expect(
      await screen.findAllByText('What differs comes after this.'),
    ).toHaveLength(2);
  });

  it('takes over, removes and deletes by name only what is ticked, by keyboard', async () => {
    const planStack = jest.fn(follow);
    const startApply = jest.fn().mockResolvedValue(succeededOperation);
    const { user, onStarted } = open({ planStack, startApply });
    const word = await screen.findByRole('checkbox', {
      name: 'Delete Namespace matrix-old',
    });
    expect(word).toBeDisabled();
    expect(word).toHaveAccessibleDescription(/all that is in it would go/);
    for (const name of [
      'Take over NetworkPolicy matrix/redis-access',
      'Remove what the spec no longer has',
      'Delete Namespace matrix-old',
    ]) {
      const checkbox = screen.getByRole('checkbox', { name });
      await waitFor(() => expect(checkbox).toBeEnabled());
      act(() => checkbox.focus());
      await user.keyboard(' ');
    }
    const apply = screen.getByRole('button', { name: 'Re-apply' });
    expect(apply).toBeDisabled();
    await waitFor(() => expect(apply).toBeEnabled());
    expect(planStack).toHaveBeenLastCalledWith('chat-eu', {
      force: ['NetworkPolicy matrix/redis-access'],
      prune: true,
      also: ['Namespace matrix-old'],
    });
    act(() => apply.focus());
    await user.keyboard('{Enter}');
    expect(startApply).toHaveBeenCalledWith('chat-eu', {
      force: ['NetworkPolicy matrix/redis-access'],
      prune: { also: ['Namespace matrix-old'] },
    });
    await waitFor(() =>
      expect(onStarted).toHaveBeenCalledWith(succeededOperation),
    );
  });

  it('shows what taking over changes, and lets it be undone', async () => {
    const { user } = open({ planStack: follow });
    const name = 'Take over NetworkPolicy matrix/redis-access';
    await user.click(await screen.findByRole('checkbox', { name }));
    expect(screen.getByText(/^Planning again/)).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('table', { name: 'Objects to change' }),
      ).toHaveTextContent('NetworkPolicy matrix/redis-accessspec.ingress'),
    );
    expect(screen.queryByText(/^Planning again/)).not.toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name })).toBeChecked();
    await user.click(screen.getByRole('checkbox', { name }));
    await waitFor(() =>
      expect(screen.getByText(/1 in conflict/)).toBeInTheDocument(),
    );
    expect(
      screen.getByRole('table', { name: 'Objects to change' }),
    ).not.toHaveTextContent('redis-access');
  });

  it('judges the flows with or without what is to be removed', async () => {
    const { user } = open({ planStack: follow });
    expect(
      await screen.findByText(/still there that the spec no longer has/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('table', { name: 'Flows that open' }),
    ).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('checkbox', {
        name: 'Remove what the spec no longer has',
      }),
    );
    expect(
      await screen.findByRole('table', { name: 'Flows that open' }),
    ).toHaveTextContent('Synapse (main)RedisTCP 6379');
    expect(
      screen.getByText(/policies gone that are listed for removal/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'Objects to delete' }),
    ).toHaveTextContent('NetworkPolicy matrix/haproxy-access');
    expect(screen.getByText(/1 to delete/)).toBeInTheDocument();
  });

  it('does nothing that could not be planned as it was chosen', async () => {
    const { user } = open({
      planStack: async (_, request) => {
        if (request?.force) {
          throw new Error('connect ETIMEDOUT');
        }
        return fullPlan;
      },
    });
    const name = 'Take over NetworkPolicy matrix/redis-access';
    await user.click(await screen.findByRole('checkbox', { name }));
    expect(await screen.findByText('connect ETIMEDOUT')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Re-apply' })).toBeDisabled();
    expect(screen.getByRole('checkbox', { name })).toBeChecked();
  });

  it('plans and applies the earlier spec that was asked for', async () => {
    const planStack = jest.fn().mockResolvedValue(idlePlan);
    const startApply = jest.fn().mockResolvedValue(succeededOperation);
    const { user } = open({ planStack, startApply }, 1);
    expect(
      await screen.findByText('Nothing to do: 1 object unchanged'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Re-apply' }));
    expect(planStack).toHaveBeenCalledWith('chat-eu', { specId: 1 });
    expect(startApply).toHaveBeenCalledWith('chat-eu', { specId: 1 });
  });

  it('cannot be pressed before the plan is there', async () => {
    open({ planStack: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('progressbar', { name: 'Planning' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Re-apply' })).toBeDisabled();
  });

  it('does not start while something is to go that may not be deleted', async () => {
    const planStack = async (_: string, request?: PlanRequest) => ({
      ...idlePlan,
      removals: fullPlan.removals.map(removal =>
        request?.prune && removal.action === 'delete'
          ? {
              ...removal,
              forbidden: { verb: 'delete', resource: 'networkpolicies' },
            }
          : removal,
      ),
    });
    const { user } = open({ planStack });
    const prune = await screen.findByRole('checkbox', {
      name: 'Remove what the spec no longer has',
    });
    const apply = screen.getByRole('button', { name: 'Re-apply' });
    await waitFor(() => expect(apply).toBeEnabled());

    await user.click(prune);

    expect(
      await screen.findByRole('list', { name: 'Missing rights' }),
    ).toHaveTextContent('delete networkpolicies');
    expect(
      await screen.findByText(/^Nothing is applied while something is to go/),
    ).toBeInTheDocument();
    expect(apply).toBeDisabled();

    await user.click(prune);

    await waitFor(() => expect(apply).toBeEnabled());
  });

  it('says why there is no plan, and plans again', async () => {
    let answer = (_: StackPlan) => {};
    const planStack = jest
      .fn()
      .mockRejectedValueOnce(new Error('connect ETIMEDOUT'))
      .mockReturnValueOnce(
        new Promise<StackPlan>(resolve => {
          answer = resolve;
        }),
      );
    const { user } = open({ planStack });
    expect(await screen.findByText('connect ETIMEDOUT')).toBeInTheDocument();
    expect(await screen.findByText(/mends F4, F6/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Re-apply' })).toBeEnabled();
    await user.click(screen.getByRole('button', { name: 'Plan again' }));
    expect(await screen.findByText('Planning again…')).toBeInTheDocument();
    expect(screen.getByText(/connect ETIMEDOUT/)).toBeInTheDocument();
    await act(async () => answer(idlePlan));
    expect(await screen.findByText(/^Nothing to do/)).toBeInTheDocument();
    expect(screen.queryByText(/connect ETIMEDOUT/)).not.toBeInTheDocument();
  });

  it('names the permission that a plan takes', async () => {
    open({
      planStack: async () => {
        throw new NotAllowedError('no');
      },
    });
    expect(
      await screen.findByText('You may not see the plan'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Re-apply' })).toBeDisabled();
  });
});
