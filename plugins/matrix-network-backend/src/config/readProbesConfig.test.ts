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

import { ConfigReader } from '@backstage/config';
import { readProbesConfig } from './readProbesConfig';

const read = (probes: object) =>
  readProbesConfig(new ConfigReader({ ...probes }));

describe('readProbesConfig', () => {
  it('has a default for everything, and no schedule', () => {
    expect(readProbesConfig(undefined)).toEqual({
      settings: { timeoutSeconds: 5, deadlineSeconds: 120 },
      concurrency: 3,
      internetTargets: [],
      scheduled: 'isolation',
    });
  });

  it('reads what is written', () => {
    expect(
      read({
        image: 'registry.local/agnhost:2.53',
        timeoutSeconds: 2,
        concurrency: 1,
        internetTargets: ['1.1.1.1:443', '[2606:4700:4700::1111]:443'],
        schedule: { frequency: { hours: 6 }, timeout: { minutes: 5 } },
        scheduled: 'contract',
      }),
    ).toMatchObject({
      settings: { image: 'registry.local/agnhost:2.53', timeoutSeconds: 2 },
      concurrency: 1,
      internetTargets: [
        { host: '1.1.1.1', port: 443 },
        { host: '2606:4700:4700::1111', port: 443 },
      ],
      schedule: { frequency: { hours: 6 } },
      scheduled: 'contract',
    });
  });

  it.each([
    [{ timeoutSeconds: 0 }, 'timeoutSeconds is 0, but must be a whole number'],
    [{ concurrency: 2.5 }, 'concurrency is 2.5'],
    [{ deadlineSeconds: 5 }, 'from 30 to 1800'],
    [{ internetTargets: ['1.1.1.1'] }, "internetTargets has '1.1.1.1', but"],
    [{ internetTargets: ['1.1.1.1:70000'] }, "'1.1.1.1:70000'"],
    [{ scheduled: 'all' }, "scheduled is 'all', but accepted are isolation"],
  ])('refuses %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
