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

import { connectivityMatrix } from '@matrix-network/backstage-plugin-matrix-network-common';
import { driftedSnapshot, healthySnapshot, specOf } from '../../__testUtils__';
import { reachOf } from '../../model';
import { pictureItems } from './pictureItems';

const spec = specOf();

function inboundOf(id: string, snapshot = healthySnapshot(spec)) {
  const reach = reachOf(connectivityMatrix(snapshot, spec), id);
  if (!reach) {
    throw new Error(`no ${id}`);
  }
  return pictureItems(reach.inbound);
}

describe('pictureItems', () => {
  it('names who gets in with the ports, and who must not; the rest is counted', () => {
    const items = inboundOf('key-vault');
    expect(items[0]).toMatchObject({
      title: 'Synapse (main)',
      detail: 'TCP 8000',
      kind: 'allowed',
    });
    const blocked = items.filter(({ kind }) => kind === 'blocked');
    expect(blocked.map(({ title }) => title)).toContain('Synapse (LI)');
    expect(blocked.every(({ detail }) => detail === undefined)).toBe(true);
    expect(items[items.length - 1].title).toMatch(/^\d cannot be judged$/);
  });

  it('counts those that nobody asked for', () => {
    const [others] = inboundOf('element-web').filter(
      ({ id }) => id === 'others',
    );
    expect(others.title).toMatch(/^and \d+ more are cut$/);
  });

  it('puts violations first, with the ports that are against the contract', () => {
    const [first] = inboundOf('key-vault', driftedSnapshot(spec));
    expect(first).toMatchObject({
      title: 'Synapse (main)',
      kind: 'violationBlocked',
      detail: 'TCP 8000',
    });
  });
});
