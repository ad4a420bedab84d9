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

import { healthySnapshot, specOf } from '../__testUtils__/deployment';
import { verifyContract } from '../verifyContract';

const spec = specOf();
const healthy = healthySnapshot(spec);

function brokenOf(row: string, without: string) {
  const snapshot = {
    ...healthy,
    networkPolicies: healthy.networkPolicies.filter(
      ({ metadata }) => metadata.name !== without,
    ),
  };
  return verifyContract(snapshot, spec).find(({ row: id }) => id === row)
    ?.broken;
}

describe('brokenFlows', () => {
  it('names the workloads and ports whose flows are against the row', () => {
    expect(brokenOf('F6', 'key-vault-isolation')).toEqual({
      sources: ['Synapse (main)'],
      destinations: ['key_vault'],
      ports: 'TCP 8000',
      workloads: ['synapse-main', 'key-vault'],
    });
  });

  it('names every workload of those that no policy tells apart', () => {
    const broken = brokenOf('F1', 'allow-dns');
    expect(broken?.sources).toEqual(
      expect.arrayContaining([
        'Synapse (main)',
        'Redis',
        'a pod without labels',
      ]),
    );
    expect(broken?.sources.length).toBeGreaterThan(8);
  });

  it('says nothing of a row that holds', () => {
    expect(brokenOf('F3', 'key-vault-isolation')).toBeUndefined();
  });
});
