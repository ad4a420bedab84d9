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
  anUnissued,
  challenged,
  found,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { http01Port80 } from './http01Port80';

const spec = aSpec({ ingress: { port80Forwarded: false } });
const waiting = perfectSnapshot(spec, { certificates: [anUnissued()] });

describe('http01-port80', () => {
  it('warns while a certificate waits for HTTP-01 behind a NodePort', () => {
    const [finding] = found(http01Port80, waiting, spec);
    expect(finding.severity).toBe('warning');
    expect(finding.cause).toContain('NodePort 30080');
  });

  it('says nothing of port 80 while the cause is another', () => {
    expect(
      found(
        http01Port80,
        perfectSnapshot(spec, {
          certificates: [
            challenged(
              'Error presenting challenge: admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host and path already defined',
            ),
          ],
        }),
        spec,
      ),
    ).toEqual([]);
  });

  it('takes an issued certificate for proof that port 80 gets through', () => {
    expect(found(http01Port80, perfectSnapshot(spec), spec)).toEqual([]);
  });

  it('finds nothing where the spec says that port 80 is forwarded, or without a NodePort', () => {
    expect(found(http01Port80, waiting, aSpec())).toEqual([]);
    expect(
      found(
        http01Port80,
        waiting,
        aSpec({ ingress: { exposure: 'loadBalancer' } }),
      ),
    ).toEqual([]);
  });
});
