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

import { asJudged, probeReport } from '../__testUtils__/probeReports';
import {
  aSpec,
  found,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { probeDropped } from './probeDropped';

const snapshot = perfectSnapshot();

describe('probe-dropped', () => {
  it('says which needed flow is dropped though the policies allow it', () => {
    const report = probeReport(snapshot, ['F6'], () => 'blocked');
    expect(found(probeDropped, snapshot, aSpec(), report)).toEqual([
      expect.objectContaining({
        severity: 'critical',
        title:
          'The policies allow it, yet a probe did not get from Synapse (main) to key_vault on TCP 8000',
        workloads: ['synapse-main', 'key-vault'],
        cause: expect.stringContaining('got no answer'),
      }),
    ]);
  });

  it('finds nothing where the flow connects, or is blocked as it should be', () => {
    const report = probeReport(snapshot, ['F6', 'N8'], asJudged);
    expect(found(probeDropped, snapshot, aSpec(), report)).toEqual([]);
  });
});
