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

import { facts, specWith } from '../__testUtils__/specs';
import { allowToApiServer, apiServersOf } from './apiServer';

describe('allowToApiServer', () => {
  it('has a rule for each port, with endpoints and ClusterIP one by one', () => {
    expect(allowToApiServer(specWith(), facts)).toEqual([
      {
        to: [{ ipBlock: { cidr: '10.96.0.1/32' } }],
        ports: [{ protocol: 'TCP', port: 443 }],
      },
      {
        to: [
          { ipBlock: { cidr: '192.168.10.2/32' } },
          { ipBlock: { cidr: '192.168.10.3/32' } },
        ],
        ports: [{ protocol: 'TCP', port: 6443 }],
      },
    ]);
  });

  it("takes the spec's addresses before the cluster's, and both ports where none is named", () => {
    const spec = specWith({
      network: { apiServers: ['192.0.2.1', '[fd00::1]:8443'] },
    });
    expect(apiServersOf(spec, facts)).toEqual([
      { address: '192.0.2.1', port: 443 },
      { address: '192.0.2.1', port: 6443 },
      { address: 'fd00::1', port: 8443 },
    ]);
    expect(allowToApiServer(spec, facts)).toHaveLength(3);
  });

  it('has no rule, rather than one for everyone, where no address is known', () => {
    expect(allowToApiServer(specWith(), { ...facts, apiServers: [] })).toEqual(
      [],
    );
  });
});
