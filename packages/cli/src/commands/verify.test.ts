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

import path from 'node:path';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

const fixtures = path.join(__dirname, '../__fixtures__');
const spec = path.join(fixtures, 'spec.yaml');
const fault = path.join(fixtures, 'faults/A5-federation-to-pods/policies.yaml');

describe('verify', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());

  it('prints the contract, explanations with places, and a sum', async () => {
    const { code, out } = await runCli('verify', fault, '-f', spec);
    expect(code).toBe(1);
    expect(out).toMatch(/^F8 +VIOLATED +must work +Synapse \(main\)/m);
    expect(out).toMatch(
      /warning internet-by-pod-selector: .* \(.*policies\.yaml:\d+:\d+\)/,
    );
    expect(out).toContain('cause:  spec.egress[');
    expect(out).toMatch(/\d+ violations\. Of 64 rows/);
  });

  it('sees a door to key_vault that nobody goes through yet', async () => {
    const rendered = await runCli('render', '-f', spec, '--stage', 'policies');
    const file = folder.file(
      'key-vault-door.yaml',
      `${rendered.out}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: later, namespace: matrix }
spec:
  podSelector: { matchLabels: { app.kubernetes.io/name: key-vault } }
  ingress:
    - from: [{ podSelector: { matchLabels: { team: not-there-yet } } }]
      ports: [{ port: 8000 }]
`,
    );
    const { code, out } = await runCli('verify', file, '-f', spec);
    expect(code).toBe(1);
    expect(out).toMatch(
      /critical key-vault-ingress-widened: .*later lets others than Synapse/,
    );
  });

  it('writes JUnit XML with a test for each row', async () => {
    const { out } = await runCli('verify', fault, '-f', spec, '-o', 'junit');
    expect(out).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /,
    );
    expect(out.match(/<testcase classname="contract"/g)).toHaveLength(64);
    expect(out).toMatch(/name="F8: [^"]*"><failure type="contract-violated"/);
    expect(out).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
  });

  it('writes SARIF with the place of each finding', async () => {
    const { out } = await runCli('verify', fault, '-f', spec, '-o', 'sarif');
    const { version, runs } = JSON.parse(out);
    expect(version).toBe('2.1.0');
    const [{ tool, results }] = runs;
    const found = results.find(
      ({ ruleId }: { ruleId: string }) => ruleId === 'internet-by-pod-selector',
    );
    expect(found).toMatchObject({ level: 'warning' });
    expect(found.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: expect.stringContaining('policies.yaml') },
      region: { startLine: expect.any(Number) },
    });
    const known = tool.driver.rules.map(({ id }: { id: string }) => id);
    results.forEach(({ ruleId }: { ruleId: string }) =>
      expect(known).toContain(ruleId),
    );
  });

  it('gives every result of SARIF a place, a policy that is missing too', async () => {
    interface Result {
      ruleId: string;
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string };
          region: { startLine: number };
        };
      }[];
    }
    const placesOf = async (...args: string[]) => {
      const { out } = await runCli('verify', '-o', 'sarif', ...args);
      const results: Result[] = JSON.parse(out).runs[0].results;
      results.forEach(({ locations }) =>
        expect(
          locations.map(({ physicalLocation }) => physicalLocation),
        ).toEqual([
          {
            artifactLocation: { uri: expect.stringMatching(/\.yaml$/) },
            region: expect.objectContaining({ startLine: expect.any(Number) }),
          },
        ]),
      );
      return results.flatMap(({ ruleId, locations: [{ physicalLocation }] }) =>
        ruleId === 'policy-missing'
          ? path.basename(physicalLocation.artifactLocation.uri)
          : [],
      );
    };

    const ofSpec = await placesOf(fault, '-f', spec);
    expect(ofSpec.length).toBeGreaterThan(10);
    expect(new Set(ofSpec)).toEqual(new Set(['spec.yaml']));
    const ofFolder = await placesOf(path.dirname(fault));
    expect(new Set(ofFolder)).toEqual(new Set(['policies.yaml']));
  });

  it('refuses SARIF of a cluster without a file to stand at, before it asks the cluster', async () => {
    const { code, err } = await runCli(
      'verify',
      ...['--context', 'nowhere', '-o', 'sarif'],
    );
    expect(code).toBe(2);
    expect(err).toContain('-o sarif of a cluster needs -f');
  });

  it('says which workloads it thought up, and thinks up none when told', async () => {
    const { out } = await runCli('verify', fault, '-f', spec, '-o', 'json');
    expect(JSON.parse(out).assumed).toContain('redis');
    const none = await runCli(
      'verify',
      fault,
      '-f',
      spec,
      '--no-assume',
      '-o',
      'json',
    );
    const report = JSON.parse(none.out);
    expect(report.assumed).toEqual([]);
    expect(report.summary.rows.notJudgeable).toBeGreaterThan(30);
  });

  it('names the field, value and line of a spec that is not accepted', async () => {
    const bad = folder.file(
      'spec.yaml',
      `apiVersion: matrix-network.io/v1
kind: MatrixCluster
metadata: {name: chat}
spec:
  kubernetesCluster: sandbox
  domain: chat.example.org
  targetCcu: many
`,
    );
    expect(await runCli('verify', fault, '-f', bad)).toEqual({
      code: 2,
      out: '',
      err: `${bad}:7:3: MatrixCluster chat: spec.targetCcu: 'many' is not accepted: expected a number\n`,
    });
  });

  it('wants files or a context, not both and not neither', async () => {
    expect((await runCli('verify')).code).toBe(2);
    expect((await runCli('verify', fault, '--context', 'x')).code).toBe(2);
  });

  it('refuses what it would not heed: a kubeconfig for files, --no-assume for a cluster', async () => {
    const files = await runCli('verify', fault, '--kubeconfig', 'config');
    expect(files).toMatchObject({ code: 2, out: '' });
    expect(files.err).toContain('--kubeconfig needs --context');

    const live = await runCli('verify', '--context', 'x', '--no-assume');
    expect(live.code).toBe(2);
    expect(live.err).toContain(
      "'--no-assume' cannot be used with option '--context <name>'",
    );
  });

  it('names the contexts there are when it is given another', async () => {
    const kubeconfig = folder.file(
      'kubeconfig',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
        users: [{ name: 'u', user: {} }],
        contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
        'current-context': 'here',
      }),
    );
    const { code, err } = await runCli(
      'verify',
      '--context',
      'nowhere',
      '--kubeconfig',
      kubeconfig,
    );
    expect(code).toBe(2);
    expect(err).toMatch(/'nowhere'.*here/);
  });
});
