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

import { found, perfectSnapshot } from '../__testUtils__/snapshotBuilder';
import { monitoringMissing } from './monitoringMissing';

const without = perfectSnapshot(undefined, { prometheusRules: [] });

describe('monitoring-missing', () => {
  it('tells that the alert is not there', () => {
    expect(found(monitoringMissing, without)).toMatchObject([
      { severity: 'info' },
    ]);
  });

  it('finds nothing with the alert, or without the operator', () => {
    expect(found(monitoringMissing, perfectSnapshot())).toEqual([]);
    expect(
      found(monitoringMissing, {
        ...without,
        facts: { ...without.facts, prometheusOperator: false },
      }),
    ).toEqual([]);
  });
});
