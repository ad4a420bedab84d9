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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';
import { storePoll, testServices } from '../__testUtils__/testServices';
import { registerActions } from './registerActions';

jest.setTimeout(60_000);

async function setUp(denied?: string) {
  const { services } = await testServices();
  const actionsRegistry = actionsRegistryServiceMock();
  registerActions({
    actionsRegistry,
    services,
    permissions: mockServices.permissions.mock({
      authorize: async (requests: AuthorizePermissionRequest[]) =>
        requests.map(({ permission }) => ({
          result:
            permission.name === denied
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
    }),
  });
  await storePoll(services, 'chat-eu');
  const invoke = (id: string, input: { [key: string]: string } = {}) =>
    actionsRegistry.invoke({
      id: `test:${id}`,
      input,
      credentials: mockCredentials.user(),
    });
  return { services, invoke };
}

describe('list-matrix-clusters', () => {
  it('lists the fleet', async () => {
    const { invoke } = await setUp();
    await expect(invoke('list-matrix-clusters')).resolves.toMatchObject({
      output: {
        matrixClusters: [
          { name: 'chat-drifted', status: 'unknown' },
          {
            name: 'chat-eu',
            status: 'degraded',
            criticalFindings: 1,
            worstFinding: 'Policy redis-access is missing',
            lastSeenAt: '2026-11-24T00:00:00.000Z',
          },
        ],
      },
    });
  });

  it('is refused without permission', async () => {
    const { invoke } = await setUp('matrix-network.read');
    await expect(invoke('list-matrix-clusters')).rejects.toThrow(
      'matrix-network.read',
    );
  });
});

describe('get-matrix-cluster-health', () => {
  it('gives findings with cause and remedy', async () => {
    const { invoke } = await setUp();
    await expect(
      invoke('get-matrix-cluster-health', { name: 'chat-eu' }),
    ).resolves.toEqual({
      output: {
        name: 'chat-eu',
        status: 'degraded',
        lastSeenAt: '2026-11-24T00:00:00.000Z',
        pollError: undefined,
        findings: [
          {
            code: 'policy-missing',
            severity: 'critical',
            title: 'Policy redis-access is missing',
            cause: 'The cluster has no such NetworkPolicy',
            remedy: 'Re-apply the stack',
          },
        ],
        certificates: [
          {
            name: 'synapse-tls',
            state: 'ready',
            dnsNames: ['chat-eu.example.org', '*.wild.chat-eu.example.org'],
            notAfter: '2027-01-01T00:00:00.000Z',
          },
        ],
      },
    });
  });

  it('says which there are when there is no such one', async () => {
    const { invoke } = await setUp();
    await expect(
      invoke('get-matrix-cluster-health', { name: 'nope' }),
    ).rejects.toThrow('there are: chat-drifted, chat-eu');
  });

  it('is refused without permission', async () => {
    const { invoke } = await setUp('matrix-network.read');
    await expect(
      invoke('get-matrix-cluster-health', { name: 'chat-eu' }),
    ).rejects.toThrow('matrix-network.read');
  });
});

describe('check-certificate', () => {
  const input = { name: 'chat-eu', host: 'chat-eu.example.org' };

  it('gives what the handshake came to', async () => {
    const { invoke } = await setUp();
    await expect(invoke('check-certificate', input)).resolves.toEqual({
      output: {
        outcome: 'failed',
        host: 'chat-eu.example.org',
        port: 443,
        message: 'DNS has no address for chat-eu.example.org',
      },
    });
  });

  it("goes to the Matrix cluster's own hosts alone", async () => {
    const { invoke, services } = await setUp();
    await expect(
      invoke('check-certificate', { ...input, host: 'localhost' }),
    ).rejects.toThrow("host is 'localhost'");
    expect(services.certificates.check).not.toHaveBeenCalled();
  });

  it('is refused without permission', async () => {
    const { invoke, services } = await setUp('matrix-network.check');
    await expect(invoke('check-certificate', input)).rejects.toThrow(
      'matrix-network.check',
    );
    expect(services.certificates.check).not.toHaveBeenCalled();
  });
});
