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

import {
  found,
  perfectSnapshot,
  withPods,
} from '../__testUtils__/snapshotBuilder';
import { contractNotJudgeable } from './contractNotJudgeable';

describe('contract-not-judgeable', () => {
  it('names the rows and the selector that matched nothing', () => {
    const [finding] = found(
      contractNotJudgeable,
      withPods(perfectSnapshot(), pod =>
        pod.namespace === 'matrix' ? undefined : pod,
      ),
    );
    expect(finding).toMatchObject({ severity: 'info' });
    expect(finding.cause).toMatch(/No pod of namespace matrix carries/);
  });

  it('counts fewer rows when every workload runs', () => {
    const [finding] = found(contractNotJudgeable, perfectSnapshot());
    const rows = Number(/^(\d+) row/.exec(finding.title)?.[1]);
    expect(rows).toBeLessThan(12);
    expect(finding.cause).not.toContain('F3,');
  });
});
