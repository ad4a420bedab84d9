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

import { runCli, smallSet, TestFolder } from '../__testUtils__/TestFolder';

describe('evaluate', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const small = folder.file('small.yaml', smallSet);

  it('lists allowed flows of declared and given ports, sorted', async () => {
    const { code, out } = await runCli(
      'evaluate',
      small,
      '--external',
      '1.2.3.4',
      '--port',
      '443/TCP',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      allowed: [
        ['1.2.3.4', 'x/a', 'TCP', 80],
        ['1.2.3.4', 'x/b', 'TCP', 443],
        ['1.2.3.4', 'x/b', 'UDP', 53],
        ['1.2.3.4', 'y/d', 'TCP', 443],
        ['1.2.3.4', 'y/d', 'TCP', 8080],
        ['x/a', '1.2.3.4', 'TCP', 443],
        ['x/a', 'x/b', 'TCP', 443],
        ['x/a', 'x/b', 'UDP', 53],
        ['x/a', 'y/d', 'TCP', 443],
        ['x/a', 'y/d', 'TCP', 8080],
        ['x/b', '1.2.3.4', 'TCP', 443],
        ['x/b', 'y/d', 'TCP', 443],
        ['x/b', 'y/d', 'TCP', 8080],
        ['y/d', '1.2.3.4', 'TCP', 443],
        ['y/d', 'x/b', 'TCP', 443],
        ['y/d', 'x/b', 'UDP', 53],
      ],
    });
  });

  it('leaves out flows between addresses outside', async () => {
    const { out } = await runCli(
      'evaluate',
      small,
      '--external',
      '1.2.3.4',
      '--external',
      '8.8.8.8',
      '--port',
      '443/TCP',
    );
    const { allowed } = JSON.parse(out);
    expect(allowed).toContainEqual(['8.8.8.8', 'x/b', 'TCP', 443]);
    expect(allowed).not.toContainEqual(['8.8.8.8', '1.2.3.4', 'TCP', 443]);
    expect(allowed).not.toContainEqual(['8.8.8.8', 'x/a', 'TCP', 80]);
  });

  it('prints the same as a table', async () => {
    const { out } = await runCli('evaluate', small, '-o', 'table');
    expect(out.split('\n').slice(0, 2)).toEqual([
      'SOURCE  DESTINATION  PROTOCOL  PORT',
      'x/a     x/b          UDP       53',
    ]);
  });

  it('prints an empty list where nothing is allowed', async () => {
    const file = folder.file('nothing.yaml', '# nothing here\n');
    expect(await runCli('evaluate', file)).toEqual({
      code: 0,
      out: '{"allowed": []}\n',
      err: '',
    });
  });

  it('leaves out pods on the host network with a warning, and pods that have ended', async () => {
    const file = folder.file(
      'host.yaml',
      smallSet
        .replace('spec: {containers', 'spec: {hostNetwork: true, containers')
        .replace('podIP: 10.0.0.2', 'podIP: 10.0.0.2, phase: Succeeded'),
    );
    const { out, err } = await runCli('evaluate', file);
    expect(JSON.parse(out)).toEqual({ allowed: [] });
    expect(err).toContain('pod x/a is on its node');
  });

  it('leaves out addresses of nodes with a warning', async () => {
    const node = `---
apiVersion: v1
kind: Node
metadata: {name: n}
status: {addresses: [{type: Hostname, address: n}, {type: InternalIP, address: 1.2.3.4}]}
`;
    const file = folder.file('node.yaml', `${smallSet}${node}`);
    const { out, err } = await runCli(
      'evaluate',
      file,
      ...['--external', '1.2.3.4', '--external', '1.2.3.5'],
    );
    const { allowed } = JSON.parse(out);
    expect(allowed).toContainEqual(['1.2.3.5', 'x/a', 'TCP', 80]);
    expect(allowed).not.toContainEqual(['1.2.3.4', 'x/a', 'TCP', 80]);
    expect(err).toContain('1.2.3.4 is an address of node n');
  });

  it('gives a Namespace that no document declares its name label', async () => {
    const file = folder.file(
      'namespace.yaml',
      smallSet.replace(
        '{ipBlock: {cidr: 1.0.0.0/8}}',
        '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: y}}}',
      ),
    );
    const { out } = await runCli('evaluate', file);
    expect(JSON.parse(out).allowed).toContainEqual(['y/d', 'x/a', 'TCP', 80]);
  });

  it('reads folders, JSON, and the same object twice', async () => {
    folder.file('many/a.yaml', smallSet);
    folder.file('many/b/b.yml', smallSet);
    folder.file(
      'many/c.json',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'PodList',
        items: [
          {
            metadata: { name: 'e' },
            spec: { containers: [{ name: 'c' }] },
          },
        ],
      }),
    );
    folder.file('many/README.md', 'not read');
    const { code, out } = await runCli('evaluate', `${folder.path}/many`);
    expect(code).toBe(0);
    expect(JSON.parse(out).allowed).toContainEqual([
      'default/e',
      'y/d',
      'TCP',
      8080,
    ]);
  });

  it.each([
    [
      'cidr: 1.0.0.0/8',
      'cidr: 1.0.0.0/88',
      /:37:\d+: NetworkPolicy x\/p: spec\.ingress\[0\]\.from\[0\]\.ipBlock\.cidr: "1\.0\.0\.0\/88" is not a CIDR block/,
    ],
    [
      'containerPort: 80,',
      'containerPort: 0,',
      /:4:\d+: Pod x\/a: spec\.containers\[0\]\.ports\[0\]\.containerPort: 0 is not a port: 1 to 65535 is accepted/,
    ],
    [
      'labels: {app: b}',
      'labels: {app: on}',
      /:12:\d+: Pod x\/b: metadata\.labels\.app: true is not text/,
    ],
    [
      'protocol: UDP',
      'protocol: ICMP',
      /:13:\d+: Pod x\/b: spec\.containers\[0\]\.ports\[0\]\.protocol: .*"TCP"\|"UDP"\|"SCTP".*"ICMP"/,
    ],
    [
      'podIP: 10.0.0.2',
      'podIP: 10.0.0.256',
      /:14:\d+: Pod x\/b: status\.podIP: .*10\.0\.0\.256/,
    ],
    [
      'matchLabels: {app: d}',
      'matchLabels: {app: e}',
      /:20:\d+: Deployment y\/d: spec\.selector: the selector does not fit/,
    ],
    [
      'name: p,',
      'name: P_,',
      /:32:\d+: NetworkPolicy x\/P_: metadata\.name: "P_" is not a DNS name/,
    ],
    [
      'podSelector:',
      'podSelectr:',
      /:34:\d+: NetworkPolicy x\/p: spec\.podSelectr: unknown field "podSelectr"/,
    ],
    [
      'networking.k8s.io/v1',
      'extensions/v1beta1',
      /:30:\d+: NetworkPolicy x\/p: apiVersion: the API server serves no NetworkPolicy of extensions\/v1beta1; networking\.k8s\.io\/v1 is accepted/,
    ],
    ['kind: Pod\n', 'kind: [Pod\n', /:3:\d+: this is not YAML/],
    ['kind: Pod\n', '', /:1:\d+: the object has no kind/],
  ])('refuses %s as %s, with file and line', async (good, bad, message) => {
    const file = folder.file('bad.yaml', smallSet.replace(good, bad));
    const { code, out, err } = await runCli('evaluate', file);
    expect(err).toMatch(message);
    expect(err).toContain(`${file}:`);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('refuses an object that is declared twice and otherwise', async () => {
    const file = folder.file(
      'twice.yaml',
      `${smallSet}---\n${smallSet
        .split('---')[0]
        .replace('10.0.0.1', '10.0.0.9')}`,
    );
    const { code, err } = await runCli('evaluate', file);
    expect(code).toBe(2);
    expect(err).toMatch(/Pod x\/a: declared a second time.*twice\.yaml:1:1/);
  });

  it.each([
    [['--port', '99999'], /99999/],
    [['--port', '80/ICMP'], /80\/ICMP/],
    [['--external', '1.2.3'], /"1\.2\.3" is not an IP address/],
    [['-o', 'xml'], /json, table/],
    [['--frobnicate'], /frobnicate/],
  ])('refuses the options %j', async (options, message) => {
    const { code, err } = await runCli('evaluate', small, ...options);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('refuses a path that is not there, and no path', async () => {
    expect(await runCli('evaluate', '/nowhere')).toMatchObject({
      code: 2,
      err: expect.stringContaining('/nowhere: there is no such file'),
    });
    expect((await runCli('evaluate')).code).toBe(2);
  });

  it('takes the pods of a workload that is there with them, not both', async () => {
    const owned = `---
apiVersion: v1
kind: Pod
metadata:
  name: d-1
  namespace: y
  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: d, controller: true}]
spec: {containers: [{name: c}]}
`;
    const file = folder.file('owned.yaml', `${smallSet}${owned}`);
    const { out } = await runCli('evaluate', file, '--port', '1/TCP');
    expect(out).toContain('y/d-1');
    expect(out).not.toContain('"y/d"');
  });
});
