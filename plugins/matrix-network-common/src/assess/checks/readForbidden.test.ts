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
  unread,
} from '../__testUtils__/snapshotBuilder';
import { readForbidden } from './readForbidden';

describe('read-forbidden', () => {
  it('names verb, resource and namespace', () => {
    const [finding] = found(
      readForbidden,
      unread(perfectSnapshot(), 'certificates', {
        status: 'forbidden',
        verb: 'list',
        resource: 'certificates.cert-manager.io',
        namespace: 'matrix',
      }),
    );
    expect(finding.title).toBe(
      'The portal may not list certificates.cert-manager.io in namespace matrix',
    );
    expect(finding.remedy).toContain('Role');
    expect(finding.remedy).toContain('matrix-network rbac --role reader');
  });

  it('names all that is missing for a source of several kinds, and what else fails does not hide it', () => {
    const right = (resource: string) => ({ verb: 'list', resource });
    const missing = ['a.cilium.io', 'b.cilium.io'].map(right);
    const [first, ...others] = missing;
    const titles = missing.map(
      ({ resource }) => `The portal may not list ${resource} in the cluster`,
    );

    expect(
      found(
        readForbidden,
        unread(perfectSnapshot(), 'pluginPolicies', {
          status: 'forbidden',
          ...first,
          others,
        }),
      ).map(({ title }) => title),
    ).toEqual(titles);
    expect(
      found(
        readForbidden,
        unread(perfectSnapshot(), 'pluginPolicies', {
          status: 'failed',
          message: 'Connection reset',
          forbidden: missing,
        }),
      ).map(({ title }) => title),
    ).toEqual(titles);
  });

  it('finds nothing where all may be read', () => {
    expect(found(readForbidden, perfectSnapshot())).toEqual([]);
  });
});
