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
  anIngress,
  found,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { ingressSnippets } from './ingressSnippets';

describe('ingress-snippets', () => {
  it('warns where the controller takes snippets', () => {
    expect(
      found(
        ingressSnippets,
        perfectSnapshot(undefined, {
          ingressConfig: { 'allow-snippet-annotations': 'true' },
        }),
      ),
    ).toMatchObject([{ severity: 'warning', subject: { kind: 'ConfigMap' } }]);
  });

  it('names the annotation of an Ingress that uses one', () => {
    const key = 'nginx.ingress.kubernetes.io/configuration-snippet';
    const [finding] = found(
      ingressSnippets,
      perfectSnapshot(undefined, {
        ingresses: [anIngress({ annotations: { [key]: 'return 200;' } })],
      }),
    );
    expect(finding.title).toBe(
      'Ingress synapse uses the snippet annotation configuration-snippet',
    );
    expect(finding.remedy).toContain(`${key}-`);
  });

  it('finds nothing on a perfect cluster', () => {
    expect(found(ingressSnippets, perfectSnapshot())).toEqual([]);
  });
});
