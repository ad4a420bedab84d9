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

import { mockServices } from '@backstage/backend-test-utils';
import { testServices } from '../__testUtils__/testServices';
import { specOf } from '../__testUtils__/fakes';
import { ProbeSchedule } from './ProbeSchedule';

jest.setTimeout(60_000);

async function setUp() {
  const { services } = await testServices();
  const logger = mockServices.logger.mock();
  const schedule = new ProbeSchedule({
    services,
    selection: { kind: 'contract' },
    logger,
  });
  return { services, logger, schedule };
}

describe('ProbeSchedule', () => {
  it('queues a probe of each Matrix cluster that is in the catalog', async () => {
    const { services, schedule } = await setUp();
    await schedule.run();
    await expect(
      services.operations.active('chat-drifted'),
    ).resolves.toMatchObject({
      kind: 'probe',
      status: 'queued',
      requestedBy: 'plugin:matrix-network',
    });
    // Stored, but no apply of it has succeeded yet: its namespace may not be there.
    await expect(services.operations.active('chat-eu')).resolves.toBe(
      undefined,
    );
  });

  it('leaves a Matrix cluster that is busy for the next time, without a fuss', async () => {
    const { services, schedule, logger } = await setUp();
    await services.operations.enqueue({
      requestedBy: 'user:default/guest',
      request: { kind: 'apply', spec: specOf('chat-drifted'), force: [] },
      storeSpec: false,
    });
    await schedule.run();
    await expect(
      services.operations.active('chat-drifted'),
    ).resolves.toMatchObject({ kind: 'apply' });
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
