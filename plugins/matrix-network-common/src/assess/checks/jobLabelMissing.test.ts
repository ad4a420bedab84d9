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

import { livePod } from '../../contract/__testUtils__/deployment';
import {
  aSpec,
  found,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { jobLabelMissing } from './jobLabelMissing';

const withJob = (
  labels: Record<string, string>,
  phase: 'Running' | 'Succeeded',
) => {
  const snapshot = perfectSnapshot();
  return {
    ...snapshot,
    pods: [
      ...snapshot.pods,
      livePod(250, 'matrix', 'key-vault-init-db-x7', labels, {
        phase,
        owner: { kind: 'Job', name: 'key-vault-init-db' },
      }),
    ],
  };
};

describe('job-label-missing', () => {
  it('names the label that the Job needs', () => {
    const [finding] = found(
      jobLabelMissing,
      withJob({ 'job-name': 'key-vault-init-db' }, 'Running'),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      subject: { kind: 'Job', name: 'key-vault-init-db' },
      workloads: ['key-vault'],
    });
    expect(finding.remedy).toContain('app.kubernetes.io/name: key-vault');
  });

  it('lets a Job be that is labelled, over, or of a workload that the spec has not', () => {
    expect(
      found(
        jobLabelMissing,
        withJob({ 'app.kubernetes.io/name': 'key-vault' }, 'Running'),
      ),
    ).toEqual([]);
    expect(found(jobLabelMissing, withJob({}, 'Succeeded'))).toEqual([]);
    expect(
      found(
        jobLabelMissing,
        withJob({}, 'Running'),
        aSpec({ workloads: { keyVault: false } }),
      ),
    ).toEqual([]);
  });
});
