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
  policySpec,
  withHandWritten,
  withPods,
} from '../__testUtils__/snapshotBuilder';
import { policySelectsNoPods } from './policySelectsNoPods';

describe('policy-selects-no-pods', () => {
  it('is worth a warning when the pods it is meant for are there', () => {
    const snapshot = perfectSnapshot();
    const [finding] = found(
      policySelectsNoPods,
      withHandWritten(snapshot, 'key-vault-isolation', {
        ...policySpec(snapshot, 'key-vault-isolation'),
        podSelector: { matchLabels: { app: 'vault' } },
      }),
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'Policy key-vault-isolation selects no pods',
    });
    expect(finding.cause).toContain('app=vault');
  });

  it('is only worth knowing while the workload is not deployed', () => {
    const findings = found(
      policySelectsNoPods,
      withPods(perfectSnapshot(), pod =>
        pod.name.startsWith('key-vault') ? undefined : pod,
      ),
    );
    expect(findings).toMatchObject([
      { severity: 'info', subject: { name: 'key-vault-isolation' } },
    ]);
  });

  it('says so when only host-network pods have the labels', () => {
    const [finding] = found(
      policySelectsNoPods,
      withPods(perfectSnapshot(), pod =>
        pod.name.startsWith('key-vault') ? { ...pod, hostNetwork: true } : pod,
      ),
    );
    expect(finding.cause).toContain('host network');
  });

  it('says nothing of a Job that comes and goes, and nothing on a perfect cluster', () => {
    expect(
      found(
        policySelectsNoPods,
        withPods(perfectSnapshot(), pod =>
          pod.name.startsWith('sync-system') ? undefined : pod,
        ),
      ),
    ).toEqual([]);
    expect(found(policySelectsNoPods, perfectSnapshot())).toEqual([]);
  });
});
