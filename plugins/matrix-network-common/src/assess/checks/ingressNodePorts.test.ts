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
  aSpec,
  found,
  ingressService,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { ingressNodePorts } from './ingressNodePorts';

const random = perfectSnapshot(undefined, {
  services: [
    ingressService({
      ports: [
        { name: 'http', port: 80, nodePort: 31877, protocol: 'TCP' },
        { name: 'https', port: 443, nodePort: 30443, protocol: 'TCP' },
      ],
    }),
  ],
});

describe('ingress-node-ports', () => {
  it('names the port that is elsewhere', () => {
    const [finding] = found(ingressNodePorts, random);
    expect(finding.severity).toBe('warning');
    expect(finding.cause).toContain('http is on 31877 instead of 30080');
    expect(finding.cause).not.toContain('https is');
  });

  it('says so when no Service leads to the controller', () => {
    const [finding] = found(
      ingressNodePorts,
      perfectSnapshot(undefined, { services: [] }),
    );
    expect(finding.cause).toContain('No Service');
  });

  it('asks for them only where the spec exposes by NodePort', () => {
    expect(
      found(
        ingressNodePorts,
        random,
        aSpec({ ingress: { exposure: 'loadBalancer' } }),
      ),
    ).toEqual([]);
    expect(found(ingressNodePorts, perfectSnapshot())).toEqual([]);
  });
});
