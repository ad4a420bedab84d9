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
import { policyLabelTypo } from './policyLabelTypo';
import { policySelectsNoPods } from './policySelectsNoPods';

const misspelt = () => {
  const snapshot = perfectSnapshot();
  return withHandWritten(snapshot, 'key-vault-isolation', {
    ...policySpec(snapshot, 'key-vault-isolation'),
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'key-valut' } },
  });
};

describe('policy-label-typo', () => {
  it('shows the label that pods really have', () => {
    const [finding] = found(policyLabelTypo, misspelt());
    expect(finding.title).toBe(
      'Policy key-vault-isolation selects app.kubernetes.io/name=key-valut, which no pod has',
    );
    expect(finding.cause).toContain('app.kubernetes.io/name=key-vault');
    expect(finding.remedy).toContain('Correct the label in the policy');
  });

  it('speaks instead of the check on policies without pods', () => {
    expect(found(policySelectsNoPods, misspelt())).toEqual([]);
  });

  it('looks at peers as well', () => {
    const snapshot = perfectSnapshot();
    const [finding] = found(
      policyLabelTypo,
      withHandWritten(snapshot, 'own', {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
        ingress: [
          {
            from: [
              {
                podSelector: {
                  matchLabels: { 'app.kubernetes.io/name': 'livekiit' },
                },
              },
            ],
          },
        ],
      }),
    );
    expect(finding.cause).toContain('spec.ingress[0].from[0].podSelector');
    expect(finding.cause).toContain('app.kubernetes.io/name=livekit');
  });

  it("blames the pods where the policy is the stack's own", () => {
    const [finding] = found(
      policyLabelTypo,
      withPods(perfectSnapshot(), pod =>
        pod.name.startsWith('key-vault')
          ? {
              ...pod,
              labels: { ...pod.labels, 'app.kubernetes.io/name': 'keyvault' },
            }
          : pod,
      ),
    );
    expect(finding.remedy).toContain('correct the label of the pods');
  });

  it('does not take one workload for the typo of another', () => {
    expect(
      found(
        policyLabelTypo,
        withPods(perfectSnapshot(), pod =>
          pod.name.startsWith('postgresql-li') ? undefined : pod,
        ),
      ),
    ).toEqual([]);
    expect(found(policyLabelTypo, perfectSnapshot())).toEqual([]);
  });
});
