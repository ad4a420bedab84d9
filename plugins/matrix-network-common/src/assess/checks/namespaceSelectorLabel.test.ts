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
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { namespaceSelectorLabel } from './namespaceSelectorLabel';

const dnsBy = (labels: Record<string, string>) =>
  withHandWritten(perfectSnapshot(), 'allow-dns', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        to: [{ namespaceSelector: { matchLabels: labels } }],
        ports: [{ port: 53, protocol: 'UDP' }],
      },
    ],
  });

describe('namespace-selector-label', () => {
  it('shows the label that every namespace has instead of "name"', () => {
    const [finding] = found(
      namespaceSelectorLabel,
      dnsBy({ name: 'kube-system' }),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      subject: { name: 'allow-dns' },
    });
    expect(finding.title).toContain('name=kube-system');
    expect(finding.remedy).toContain(
      'kubernetes.io/metadata.name: kube-system',
    );
  });

  it('warns where no namespace is meant that could be told', () => {
    expect(
      found(namespaceSelectorLabel, dnsBy({ team: 'nobody' })),
    ).toMatchObject([{ severity: 'warning' }]);
  });

  it('lets selectors by name be, also of a namespace that is not there', () => {
    expect(
      found(
        namespaceSelectorLabel,
        dnsBy({ 'kubernetes.io/metadata.name': 'gone' }),
      ),
    ).toEqual([]);
    expect(found(namespaceSelectorLabel, perfectSnapshot())).toEqual([]);
  });
});
