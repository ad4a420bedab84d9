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

import { asJudged, probeReport } from '../__testUtils__/probeReports';
import {
  aSpec,
  found,
  perfectSnapshot,
  withoutPolicies,
} from '../__testUtils__/snapshotBuilder';
import { probeGotThrough } from './probeGotThrough';

const snapshot = perfectSnapshot();
const rows = ['N3', 'N8'];
const open = probeReport(snapshot, rows, () => 'connected');

describe('probe-got-through', () => {
  it('says that policies are not enforced, with the flow, the verdict and the rows', () => {
    const [finding, ...others] = found(
      probeGotThrough,
      snapshot,
      aSpec(),
      open,
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'critical',
      title:
        'The policies are not enforced: a probe got from Synapse (LI) to key_vault on TCP 8000, and 3 flows more',
      workloads: expect.arrayContaining(['key-vault', 'synapse-li']),
    });
    expect(finding.cause).toContain('N3 and N8');
    expect(finding.cause).toContain('key-vault-isolation');
  });

  it('finds nothing where probes saw what the policies say, or nothing ran', () => {
    const agreeing = probeReport(snapshot, rows, asJudged);
    expect(found(probeGotThrough, snapshot, aSpec(), agreeing)).toEqual([]);
    expect(found(probeGotThrough, snapshot, aSpec())).toEqual([]);
  });

  it('forgets what was seen under other policies', () => {
    const without = withoutPolicies(
      snapshot,
      'key-vault-isolation',
      'default-deny-all',
      'allow-dns',
      'li-instance-isolation',
    );
    const results = found(probeGotThrough, without, aSpec(), open);
    // The open cluster allows it now: a probe that got through is no contradiction.
    expect(results).toEqual([]);
  });

  it('forgets what was seen of pods that are gone, and nothing by time', () => {
    const restarted = {
      ...snapshot,
      pods: snapshot.pods.map(pod => ({ ...pod, ips: ['10.244.9.9'] })),
    };
    expect(found(probeGotThrough, restarted, aSpec(), open)).toEqual([]);
    const old = probeReport(snapshot, rows, () => 'connected', {
      hoursAgo: 25,
    });
    expect(found(probeGotThrough, snapshot, aSpec(), old)).toMatchObject([
      { severity: 'critical' },
    ]);
  });
});
