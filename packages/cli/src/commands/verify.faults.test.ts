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

import { readdirSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { policyLints } from '../lint/lintPolicies';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

const fixtures = path.join(__dirname, '../__fixtures__');
const faults = path.join(fixtures, 'faults');

/** What verify says of each fault: rows violated, codes of findings, words of the explanation. */
const expected: Readonly<
  Record<string, { rows?: string[]; codes: string[]; says: RegExp }>
> = {
  'A1-dns-namespace-by-name-label': {
    rows: ['F1'],
    codes: ['namespace-selector-label'],
    says: /name=kube-system, which no namespace has/,
  },
  'A2-neighbours-by-name-label': {
    rows: ['F14', 'F15', 'F41'],
    codes: ['namespace-selector-label'],
    says: /name=ingress-nginx, which no namespace has/,
  },
  'A3-dns-to-all-of-kube-system': {
    rows: ['F2'],
    codes: ['whole-namespace-peer'],
    says: /allow-dns lets pods reach every pod of kube-system/,
  },
  'A4-labels-that-no-pod-carries': {
    rows: ['F14', 'F15', 'F41'],
    codes: ['policy-selects-no-pods'],
    says: /ingress-accessible/,
  },
  'A5-federation-to-pods': {
    rows: ['F8'],
    codes: ['internet-by-pod-selector'],
    says: /TCP 8448 to the pods of its own namespace, not to the internet/,
  },
  'A6-https-without-to': {
    rows: ['N15'],
    codes: ['rule-without-peers'],
    says: /has no "to"/,
  },
  'A7-egress-forgotten': {
    rows: ['F13', 'F26', 'F28', 'F29', 'F31', 'F32', 'F35'],
    codes: ['policy-edited'],
    says: /redis-access was edited/,
  },
  'A8-operator-shut-out': {
    rows: ['F27'],
    codes: ['policy-edited'],
    says: /cnpg-operator/,
  },
  'A9-instances-without-status': {
    rows: ['F26'],
    codes: ['policy-edited'],
    says: /TCP 8000/,
  },
  'A10-api-server-unreachable': {
    rows: ['F28', 'F32'],
    codes: ['policy-edited'],
    says: /to 10\.96\.0\.1 should work but does not/,
  },
  'A11-synapse-replication-forgotten': {
    rows: ['F7'],
    codes: ['policy-edited'],
    says: /TCP 9093/,
  },
  'A12-nobody-reaches-synapse': {
    rows: ['F12', 'F17'],
    codes: ['policy-edited'],
    says: /synapse-main-egress was edited/,
  },
  'A13-li-media-one-sided': {
    rows: ['F21'],
    codes: ['policy-edited'],
    says: /Denied: [\w, -]*minio-access[\w, -]* select the destination for ingress/,
  },
  'A14-li-without-ingress': {
    rows: ['F16'],
    codes: ['policy-edited'],
    says: /li-instance-isolation was edited/,
  },
  'A15-li-waits-for-the-main-redis': {
    rows: ['N2', 'N12'],
    codes: ['li-reaches-main-redis', 'li-waits-for-main-redis'],
    says: /wait-for-redis of StatefulSet synapse-li asks for 'redis\.matrix\.svc\.cluster\.local'.*set redis\.enabled to false/s,
  },
  'A16-access-in-a-fourteenth-policy': {
    codes: ['foreign-policy', 'policy-edited'],
    says: /postgresql-main-allow-sync/,
  },
  'A17-sync-to-redis-one-sided': {
    rows: ['F25'],
    codes: ['policy-edited'],
    says: /Denied: [\w, -]*redis-access[\w, -]* select the destination for ingress/,
  },
  'A18-li-subscription-without-rule': {
    rows: ['F30'],
    codes: ['policy-edited'],
    says: /matrix\/postgresql-li to matrix\/postgresql should work but does not/,
  },
  'A19-scanner-without-policy': {
    rows: ['F10', 'F11', 'F12'],
    codes: ['policy-edited'],
    says: /content-scanner/,
  },
  'A20-synapse-without-instance': {
    codes: ['synapse-without-instance'],
    says: /Synapse \(main\) and Synapse \(LI\) alike on TCP 8080/,
  },
  'A21-peer-in-two-elements': {
    codes: ['peers-split'],
    says: /two list elements, so either fits/,
  },
  'A22-whole-namespaces': {
    codes: ['whole-namespace-peer'],
    says: /lets in every pod of ingress-nginx/,
  },
  'A23-jobs-without-labels': {
    rows: ['F42'],
    codes: ['job-label-missing'],
    says: /Job key-vault-init-db has pods without the label/,
  },
  'A24-packages-installed-at-start': {
    rows: ['N10', 'N14'],
    codes: ['package-download', 'packages-at-start'],
    says: /runs 'pip install'.*runs 'apk --no-cache add'.*Build an image that has the packages in it already/s,
  },
  'A25-key-vault-opened-by-label': {
    rows: ['N9'],
    codes: ['key-vault-exposed-label'],
    says: /key_vault carries app\.kubernetes\.io\/expose=true, and is open by it/,
  },
  'A26-livekit-on-the-host-network': {
    codes: ['host-network-not-isolated'],
    says: /livekit.* use the address of their node/,
  },
  'A27-written-while-databases-were-created': {
    rows: ['F26', 'F27', 'F28', 'F31', 'F32', 'F33'],
    codes: ['works-until-restart'],
    says: /until its first failover or restart: F26, F27, F28 are missing.*connections that are open then stay open/s,
  },
  'A28-default-deny-first': {
    codes: ['default-deny-first'],
    says: /default-deny-all stands before 2 that allow/,
  },
  'A29-buckets-by-label': {
    rows: ['F5', 'F21'],
    codes: ['buckets-by-label'],
    says: /asks for bucket=synapse-media\..*an S3 user and key for each instance/s,
  },
  'A29-buckets-by-two-policies': {
    codes: ['buckets-by-policy'],
    says: /minio-media and minio-li look as if they kept buckets apart.*an S3 user and key for each instance/s,
  },
};

function documentsOf(
  text: string,
): { kind: string; metadata: { name: string } }[] {
  return parseAllDocuments(text).map(document => document.toJS());
}

describe('verify, over known faults of policies', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const spec = path.join(fixtures, 'spec.yaml');
  let rendered: string;

  beforeAll(async () => {
    const { out } = await runCli(
      'render',
      '-f',
      spec,
      '--stage',
      'policies',
      'default-deny',
    );
    rendered = out;
  });

  it('finds nothing wrong with the stack as it is rendered', async () => {
    const file = folder.file('rendered.yaml', rendered);
    const { code, out } = await runCli('verify', file, '-o', 'json');
    const { summary, findings } = JSON.parse(out);
    const lints = policyLints.map(lint => lint.code);
    expect(
      findings.filter((finding: { code: string }) =>
        lints.includes(finding.code),
      ),
    ).toEqual([]);
    expect(summary.violations).toBe(0);
    expect(summary.rows.holds).toBeGreaterThan(50);
    expect(code).toBe(0);
  });

  it('has a fixture for each expectation, and the other way round', () => {
    expect(readdirSync(faults).sort()).toEqual(Object.keys(expected).sort());
  });

  /** The stack with the fixture's policies in the place of those of their name. */
  async function verifyFault(fault: string) {
    const policies = path.join(faults, fault, 'policies.yaml');
    const replaced = documentsOf(readFileSync(policies, 'utf8')).map(
      ({ metadata }) => metadata.name,
    );
    const others = documentsOf(rendered).filter(
      ({ metadata }) => !replaced.includes(metadata.name),
    );
    const base = folder.file(
      `${fault}.json`,
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: others }),
    );
    const own = path.join(faults, fault, 'spec.yaml');
    return runCli(
      'verify',
      base,
      policies,
      '-f',
      existsSync(own) ? own : spec,
      '-o',
      'json',
    );
  }

  it.each(Object.entries(expected))(
    'fails on %s, names and explains it',
    async (fault, { rows = [], codes, says }) => {
      const { code, out } = await verifyFault(fault);
      const report: {
        rows: { row: string; outcome: string }[];
        findings: { code: string; cause: string; remedy: string }[];
      } = JSON.parse(out);
      expect(code).toBe(1);
      expect(
        report.rows
          .filter(({ outcome }) => outcome === 'violated')
          .map(({ row }) => row),
      ).toEqual(expect.arrayContaining(rows));
      expect(report.findings.map(finding => finding.code)).toEqual(
        expect.arrayContaining(codes),
      );
      expect(out.replaceAll('\\"', '"')).toMatch(says);
      report.findings.forEach(({ cause, remedy }) => {
        expect(cause).not.toBe('');
        expect(remedy).not.toBe('');
      });
    },
  );
});
