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

describe('explain', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  const small = folder.file('small.yaml', smallSet);
  const explain = (from: string, to: string, ...rest: string[]) =>
    runCli('explain', small, '--from', from, '--to', to, ...rest);

  it('names the rule that misses, and where it stands', async () => {
    const { code, out } = await explain('x/b', 'x/a', '--port', '80/TCP');
    expect(code).toBe(0);
    expect(out).toContain('Denied: p selects the destination for ingress');
    expect(out).toContain(
      `NetworkPolicy x/p spec.ingress[0] misses the peer (${small}:37:7)`,
    );
  });

  it('names the rule that allows, as data', async () => {
    const { out } = await explain(
      '1.2.3.4',
      'x/a',
      '--port',
      '80/TCP',
      '-o',
      'json',
    );
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'allowed',
      rules: [{ path: 'spec.ingress[0].from[0]', effect: 'allows' }],
    });
  });

  it('names the pods there are when it is asked for another', async () => {
    expect(await explain('x/z', 'x/a', '--port', '80/TCP')).toEqual({
      code: 2,
      out: '',
      err: 'matrix-network: --from "x/z": there is no such pod; there are x/a, x/b, y/d\n',
    });
  });

  it('needs a port', async () => {
    expect((await explain('x/b', 'x/a')).code).toBe(2);
  });
});
