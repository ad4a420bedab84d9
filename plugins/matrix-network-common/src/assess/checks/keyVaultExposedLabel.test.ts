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

import { Snapshot } from '../../snapshot/Snapshot';
import { EXPOSE_LABEL } from '../../workloads/labels';
import {
  found,
  perfectSnapshot,
  withHandWritten,
  withPods,
} from '../__testUtils__/snapshotBuilder';
import { keyVaultExposedLabel } from './keyVaultExposedLabel';

const exposed = (snapshot: Snapshot) =>
  withPods(snapshot, pod =>
    pod.name.startsWith('key-vault')
      ? { ...pod, labels: { ...pod.labels, [EXPOSE_LABEL]: 'true' } }
      : pod,
  );

describe('key-vault-exposed-label', () => {
  it("warns while the stack's own policy leaves key_vault out", () => {
    expect(
      found(keyVaultExposedLabel, exposed(perfectSnapshot())),
    ).toMatchObject([{ severity: 'warning', workloads: ['key-vault'] }]);
  });

  it('is critical where a policy really opens it by the label', () => {
    const [finding] = found(
      keyVaultExposedLabel,
      exposed(
        withHandWritten(perfectSnapshot(), 'allow-from-ingress', {
          podSelector: { matchLabels: { [EXPOSE_LABEL]: 'true' } },
          ingress: [{}],
        }),
      ),
    );
    expect(finding.severity).toBe('critical');
    expect(finding.title).toContain('is open by it');
  });

  it('finds nothing on a perfect cluster', () => {
    expect(found(keyVaultExposedLabel, perfectSnapshot())).toEqual([]);
  });
});
