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

import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  failedOperation,
  operationLines,
  probeOperation,
  renderedStack,
  succeededOperation,
  uninstallOperation,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { comeBackLater } from '../../__testUtils__/visibility';
import { OperationDialog } from './OperationDialog';
import { OperationsSection } from './OperationsSection';

const runningOperation: Operation = {
  ...succeededOperation,
  status: 'running',
  finishedAt: undefined,
  result: undefined,
};

/** Lets time pass until there is something; far more than reads in a row take. */
async function findAfterTime<T>(find: () => T | null): Promise<T> {
  for (let second = 0; second < 120; second += 1) {
    const found = find();
    if (found) {
      return found;
    }
    await act(() => jest.advanceTimersByTimeAsync(1_000));
  }
  throw new Error('Nothing after two minutes');
}

describe('OperationDialog', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows the lines, the cause of the failure and the conflicts', async () => {
    renderWithApi(
      <OperationDialog
        operationId={failedOperation.id}
        onClose={() => {}}
        onStarted={() => {}}
      />,
    );
    const log = await screen.findByRole('dialog', {
      name: 'Apply chat-drifted',
    });
    expect(within(log).getByText('It failed')).toBeInTheDocument();
    expect(
      within(log).getByText(/cert-manager-webhook did not become available/),
    ).toBeInTheDocument();
    expect(
      within(log).getByText('NetworkPolicy matrix/allow-dns: created'),
    ).toBeInTheDocument();
    expect(
      within(log).getByRole('table', { name: 'Conflicts' }),
    ).toHaveTextContent('kubectl-edit');
  });

  it('shows what probes came to, with the lines of each', async () => {
    renderWithApi(
      <OperationDialog
        operationId={probeOperation.id}
        onClose={() => {}}
        onStarted={() => {}}
      />,
    );
    const log = await screen.findByRole('dialog', { name: 'Probe chat-eu' });
    expect(within(log).getByText('50 agree')).toBeInTheDocument();
    expect(
      within(log).getByText(
        /^Synapse \(main\) to key_vault, TCP 8000: connected/,
      ),
    ).toBeInTheDocument();
  });

  it('opens what the policies change to its flows', async () => {
    const user = userEvent.setup();
    renderWithApi(
      <OperationDialog
        operationId="1"
        onClose={() => {}}
        onStarted={() => {}}
      />,
      {
        api: {
          getOperation: async () => ({
            operation: succeededOperation,
            lines: [
              {
                sequence: 1,
                at: succeededOperation.createdAt,
                event: {
                  type: 'flowChanges',
                  changes: renderedStack.flowChanges,
                },
              },
            ],
          }),
        },
      },
    );
    await user.click(
      await screen.findByRole('button', {
        name: /^What the policies change: \d+ flows open; mends/,
      }),
    );
    expect(
      screen.getByRole('table', { name: 'Flows that open' }),
    ).toHaveTextContent('Synapse (main)key_vaultTCP 8000');
  });

  it('says what an uninstall has left, and why', async () => {
    renderWithApi(
      <OperationDialog
        operationId={uninstallOperation.id}
        onClose={() => {}}
        onStarted={() => {}}
      />,
      {
        api: {
          getOperation: async () => ({
            operation: uninstallOperation,
            lines: [
              {
                sequence: 1,
                at: uninstallOperation.createdAt,
                event: {
                  type: 'removed',
                  object: 'NetworkPolicy matrix/allow-dns',
                  result: 'deleted',
                },
              },
            ],
          }),
        },
      },
    );
    const log = await screen.findByRole('dialog', {
      name: 'Uninstall chat-eu',
    });
    expect(
      within(log).getByText('NetworkPolicy matrix/allow-dns: deleted'),
    ).toBeInTheDocument();
    expect(
      within(log).getByRole('list', {
        name: /^A Namespace is deleted only when it is named/,
      }),
    ).toHaveTextContent('Namespace matrix');
  });

  it('keeps the lines when a later read fails, and says so', async () => {
    renderWithApi(
      <OperationDialog
        operationId="1"
        onClose={() => {}}
        onStarted={() => {}}
      />,
      {
        api: {
          getOperation: async () => {
            throw new Error('the backend is restarting');
          },
        },
      },
    );
    expect(
      await screen.findByText('the backend is restarting'),
    ).toBeInTheDocument();
  });

  it('gives up after many failures, and reads on when it is asked to', async () => {
    jest.useFakeTimers();
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    const [first, second] = operationLines;
    const getOperation = jest
      .fn()
      .mockResolvedValueOnce({ operation: runningOperation, lines: [first] })
      .mockRejectedValue(new Error('the backend is restarting'));
    renderWithApi(
      <OperationDialog
        operationId={runningOperation.id}
        onClose={() => {}}
        onStarted={() => {}}
      />,
      { api: { getOperation } },
    );
    const again = await findAfterTime(() =>
      screen.queryByRole('button', { name: 'Try again' }),
    );
    const asked = getOperation.mock.calls.length;
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(getOperation).toHaveBeenCalledTimes(asked);

    getOperation.mockResolvedValue({
      operation: runningOperation,
      lines: [second],
    });
    await user.click(again);
    await act(() => jest.advanceTimersByTimeAsync(0));
    expect(getOperation).toHaveBeenLastCalledWith(
      runningOperation.id,
      first.sequence,
    );
    expect(screen.getByText(/allow-dns: created/)).toBeInTheDocument();
    expect(
      screen.queryByText('the backend is restarting'),
    ).not.toBeInTheDocument();
  });
});

describe('OperationsSection', () => {
  it('opens the log of the operation that is asked for', async () => {
    const user = userEvent.setup();
    const onOpen = jest.fn();
    renderWithApi(
      <OperationsSection matrixCluster="chat-drifted" onOpen={onOpen} />,
    );
    await user.click(
      await screen.findByRole('button', { name: /Show log of operation/ }),
    );
    expect(onOpen).toHaveBeenCalledWith(failedOperation.id);
  });

  it('counts what an uninstall has removed and kept', async () => {
    renderWithApi(
      <OperationsSection matrixCluster="chat-eu" onOpen={() => {}} />,
      { api: { listOperations: async () => [uninstallOperation] } },
    );
    const table = await screen.findByRole('table', { name: 'Operations' });
    expect(table).toHaveTextContent('41 removed, 1 kept');
    expect(table).not.toHaveTextContent('created');
  });

  it('keeps the operations when they cannot be read anew, and says so', async () => {
    renderWithApi(
      <OperationsSection matrixCluster="chat-eu" onOpen={() => {}} />,
      {
        api: {
          listOperations: jest
            .fn()
            .mockResolvedValueOnce([succeededOperation])
            .mockRejectedValue(new Error('the backend is restarting')),
        },
      },
    );
    const table = await screen.findByRole('table', { name: 'Operations' });
    await comeBackLater();
    expect(
      await screen.findByText('The operations could not be refreshed'),
    ).toBeInTheDocument();
    expect(table).toBeInTheDocument();
  });

  it('says that nothing was applied yet', async () => {
    renderWithApi(
      <OperationsSection matrixCluster="chat-remote" onOpen={() => {}} />,
    );
    expect(
      await screen.findByText(/Nothing was applied from this portal yet/),
    ).toBeInTheDocument();
  });
});
