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
import { ingressHostPathDuplicate } from './ingressHostPathDuplicate';

const beside = (changes: Parameters<typeof anIngress>[0]) =>
  found(
    ingressHostPathDuplicate,
    perfectSnapshot(undefined, {
      ingresses: [anIngress(), anIngress(changes)],
    }),
  );

describe('ingress-host-path-duplicate', () => {
  it('names both Ingresses', () => {
    const [finding] = beside({ name: 'federation', namespace: 'other' });
    expect(finding).toMatchObject({
      severity: 'warning',
      title: 'chat.example.org/ is claimed by 2 Ingresses',
    });
    expect(finding.cause).toContain('matrix/synapse and other/federation');
  });

  it('lets another class and the solver of a challenge be', () => {
    expect(beside({ name: 'internal', className: 'internal' })).toEqual([]);
    expect(beside({ name: 'cm-acme-http-solver-abc' })).toEqual([]);
    expect(found(ingressHostPathDuplicate, perfectSnapshot())).toEqual([]);
  });
});
