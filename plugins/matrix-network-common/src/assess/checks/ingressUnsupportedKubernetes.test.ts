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
  ingressController,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { ingressUnsupportedKubernetes } from './ingressUnsupportedKubernetes';

const on = (kubernetesVersion: string, tag = 'v1.15.1') => {
  const snapshot = perfectSnapshot();
  return found(ingressUnsupportedKubernetes, {
    ...snapshot,
    facts: { ...snapshot.facts, kubernetesVersion },
    controllers: [
      ingressController({
        images: [`registry.k8s.io/ingress-nginx/controller:${tag}`],
      }),
    ],
  });
};

describe('ingress-unsupported-kubernetes', () => {
  it('warns of a cluster that is too old, and tells of one that is too new', () => {
    expect(on('1.30')).toMatchObject([{ severity: 'warning' }]);
    const [finding] = on('1.34', 'v1.12.3');
    expect(finding.severity).toBe('info');
    expect(finding.cause).toContain('1.28 to 1.32');
  });

  it('finds nothing inside the range, or for a line that is not known', () => {
    expect(on('1.33')).toEqual([]);
    expect(on('1.33', 'v1.2.0')).toEqual([]);
  });
});
