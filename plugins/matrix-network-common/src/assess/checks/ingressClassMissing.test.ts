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
  unread,
} from '../__testUtils__/snapshotBuilder';
import { ingressClassMissing } from './ingressClassMissing';

describe('ingress-class-missing', () => {
  it('names a class that does not exist', () => {
    const [finding] = found(
      ingressClassMissing,
      perfectSnapshot(undefined, {
        ingresses: [anIngress({ className: 'ngnix' })],
      }),
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      title: 'Ingress synapse has class ngnix, which does not exist',
    });
    expect(finding.remedy).toContain('ingressClassName');
  });

  it('accepts no class only where there is a default one', () => {
    const classless = perfectSnapshot(undefined, {
      ingresses: [anIngress({ className: undefined })],
    });
    expect(found(ingressClassMissing, classless)).toHaveLength(1);
    expect(
      found(ingressClassMissing, {
        ...classless,
        ingressClasses: [
          {
            name: 'nginx',
            controller: 'k8s.io/ingress-nginx',
            isDefault: true,
          },
        ],
      }),
    ).toEqual([]);
  });

  it('finds nothing on a perfect cluster, or without the classes', () => {
    expect(found(ingressClassMissing, perfectSnapshot())).toEqual([]);
    expect(
      found(
        ingressClassMissing,
        unread(
          perfectSnapshot(undefined, { ingressClasses: [] }),
          'ingressClasses',
        ),
      ),
    ).toEqual([]);
  });
});
