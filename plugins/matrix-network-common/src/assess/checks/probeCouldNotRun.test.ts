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
import { probeCouldNotRun } from './probeCouldNotRun';

const snapshot = perfectSnapshot();

describe('probe-could-not-run', () => {
  it('says how many flows were not tried, and why', () => {
    const report = probeReport(snapshot, ['F6', 'N8'], () => 'couldNotRun', {
      detail: 'exceeded quota: compute',
    });
    expect(found(probeCouldNotRun, snapshot, aSpec(), report)).toEqual([
      expect.objectContaining({
        severity: 'info',
        title: '2 flows could not be probed: the probe pods did not run',
        cause: 'exceeded quota: compute.',
      }),
    ]);
  });

  it('finds nothing where they ran', () => {
    const report = probeReport(snapshot, ['F6', 'N8'], asJudged);
    expect(found(probeCouldNotRun, snapshot, aSpec(), report)).toEqual([]);
  });
});
