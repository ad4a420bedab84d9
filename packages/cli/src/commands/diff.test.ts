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

describe('diff', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const small = folder.file('small.yaml', smallSet);
  const [policy] = smallSet.split('---\n').slice(-1);

  it('lists what opens and closes, with pods from both sides', async () => {
    const wider = folder.file(
      'wider.yaml',
      smallSet.replace(
        '{ipBlock: {cidr: 1.0.0.0/8}}',
        '{podSelector: {matchLabels: {app: b}}}',
      ),
    );
    const { code, out } = await runCli('diff', small, wider, '-o', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      opened: [['x/b', 'x/a', 'TCP', 80]],
      closed: [['1.0.0.0', 'x/a', 'TCP', 80]],
      truncated: false,
    });
    expect((await runCli('diff', small, wider, '--exit-code')).code).toBe(1);
    expect((await runCli('diff', small, small, '--exit-code')).code).toBe(0);
  });

  it('takes the pods of the other side where one has policies alone', async () => {
    const closed = folder.file(
      'closed.yaml',
      policy.slice(0, policy.indexOf('  ingress:')),
    );
    const { out } = await runCli(
      'diff',
      small,
      closed,
      '--external',
      '1.2.3.4',
    );
    expect(out).toBe(
      'CHANGE  SOURCE   DESTINATION  PROTOCOL  PORT\nclosed  1.2.3.4  x/a          TCP       80\n',
    );
  });

  it('takes the workloads of the spec where nobody has pods', async () => {
    const nothing = folder.file('nothing.yaml', '# no policies\n');
    const deny = folder.file(
      'deny.yaml',
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: matrix}
spec: {podSelector: {matchLabels: {app.kubernetes.io/name: redis}}, policyTypes: [Ingress]}
`,
    );
    const { out, err } = await runCli('diff', nothing, deny, '-o', 'json');
    expect(err).toContain('neither side has pods');
    expect(JSON.parse(out).closed).toContainEqual([
      'matrix/element-web',
      'matrix/redis',
      'TCP',
      6379,
    ]);
  });

  it('refuses input of either side', async () => {
    const bad = folder.file('bad.yaml', 'kind: Pod\n');
    expect(await runCli('diff', small, bad)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${bad}:1:1: the object has no apiVersion`),
    });
  });
});
