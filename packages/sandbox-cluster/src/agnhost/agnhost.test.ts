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

import { NetworkFixture } from '../__testUtils__/networkFixture';
import { systemClock } from '../controllers/Clock';
import { Container } from '../controllers/kinds';
import { ProgramResult } from '../kubelet';
import { createAgnhost } from './agnhost';

const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.57';
const CLIENT = 'matrix/client';

describe('agnhost', () => {
  let cluster: NetworkFixture;

  beforeEach(() => {
    cluster = new NetworkFixture()
      .dns()
      .pod({ at: CLIENT, ip: '10.244.1.20', labels: { app: 'client' } })
      .pod({
        at: 'matrix/web',
        ip: ['10.244.2.10', 'fd00:2::10'],
        labels: { app: 'web' },
        ports: ['8000', '3478/UDP', '7000/SCTP'],
      })
      .service(
        'matrix/web',
        { clusterIP: '10.96.1.1', ports: [{ port: 80 }] },
        { addresses: ['10.244.2.10'], port: 8000 },
      )
      .service(
        'matrix/several',
        { clusterIP: 'None', ports: [{ port: 8000 }] },
        { addresses: ['10.244.1.20', '10.244.2.10'], port: 8000 },
      );
  });

  afterEach(() => cluster.close());

  const run = (container: Partial<Container>, from = CLIENT) =>
    createAgnhost(() => cluster.conditions).run(
      {
        pod: cluster.podNamed(from),
        container: { name: 'probe', image: IMAGE, ...container },
      },
      { state: cluster.state, clock: systemClock, delayMs: 4 },
    );
  const connect = (...args: string[]) => run({ args: ['connect', ...args] });
  const closed = () =>
    cluster.policy('matrix/closed', {
      podSelector: { matchLabels: { app: 'web' } },
    });

  it.each([
    [IMAGE, true],
    ['mirror.example.org/k8s/agnhost:2.53@sha256:00', true],
    ['agnhost', true],
    ['example.org/not-agnhost:1', false],
    ['example.org/agnhost-extra:1', false],
  ])('is the program of the image %s: %s', (image, matches) => {
    expect(createAgnhost().matches({ name: 'a', image })).toBe(matches);
  });

  describe('connect', () => {
    const success: ProgramResult = { kind: 'exited', exitCode: 0 };
    const failure = (log: unknown, takesMs: number) => ({
      kind: 'exited',
      exitCode: 1,
      log,
      takesMs,
    });

    it.each([
      [['10.244.2.10:8000', '--timeout=5s', '--protocol=tcp']],
      [['10.244.2.10:8000']],
      [['--timeout', '5s', '10.244.2.10:8000']],
      [['10.244.2.10:3478', '--protocol=udp']],
      [['10.244.2.10:7000', '--protocol=sctp']],
      [['web.matrix.svc:80']],
      [['web:80']],
      // The first of its addresses refuses, the second does not.
      [['several.matrix.svc.cluster.local:8000']],
      // The cluster's DNS answers by TCP, and by UDP to what may be a question.
      [['10.96.0.10:53', '--protocol=udp', '--udp-data=hostname.cluster']],
    ])('%j connects', args => {
      expect(connect(...args)).toEqual(success);
    });

    it('exits at once with REFUSED where nothing listens', () => {
      expect(connect('10.244.2.10:1', '--timeout=5s')).toMatchObject({
        exitCode: 1,
        log: 'REFUSED\n',
      });
      expect(connect('10.244.2.10:1', '--protocol=udp')).toMatchObject({
        log: expect.stringMatching(
          /^REFUSED: read udp 10\.244\.1\.20:\d+->10\.244\.2\.10:1: read: connection refused\n$/,
        ),
      });
      expect(connect('10.244.2.10:1', '--protocol=sctp')).toMatchObject({
        log: 'OTHER: connection refused\n',
      });
    });

    it('waits for --timeout where packets are dropped', () => {
      closed();
      expect(connect('10.244.2.10:8000', '--timeout=5s')).toEqual(
        failure('TIMEOUT\n', 5_000),
      );
      expect(
        connect('10.244.2.10:3478', '--timeout=2s', '--protocol=udp'),
      ).toEqual(
        failure(
          expect.stringMatching(
            /^TIMEOUT: read udp 10\.244\.1\.20:\d+->10\.244\.2\.10:3478: i\/o timeout\n$/,
          ),
          2_000,
        ),
      );
      expect(
        connect('10.244.2.10:7000', '--timeout=3s', '--protocol=sctp'),
      ).toEqual(failure('TIMEOUT\n', 3_000));
    });

    it('can not tell silence from a dropped packet by UDP', () => {
      // "hostname" and a newline are too short for a DNS header.
      expect(
        connect('10.244.3.53:53', '--timeout=1s', '--protocol=udp'),
      ).toMatchObject({ log: expect.stringMatching(/^TIMEOUT: read udp /) });
    });

    it('tells a name that is nowhere from DNS that can not be asked', () => {
      expect(connect('nobody.matrix.svc:80', '--timeout=5s')).toMatchObject({
        exitCode: 1,
        log: 'DNS: lookup nobody.matrix.svc on 10.96.0.10:53: no such host\n',
      });
      cluster.policy('matrix/no-dns', {
        podSelector: { matchLabels: { app: 'client' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: {} }] }],
      });
      expect(connect('web.matrix.svc:80', '--timeout=5s')).toEqual(
        failure(
          expect.stringMatching(
            /^DNS: lookup web\.matrix\.svc on 10\.96\.0\.10:53: read udp 10\.244\.1\.20:\d+->10\.96\.0\.10:53: i\/o timeout\n$/,
          ),
          40_000,
        ),
      );
      expect(connect('10.244.2.10:8000')).toEqual(success);
    });

    it('says what else went wrong', () => {
      expect(connect('[fd00:2::10]:8000', '--timeout=5s')).toMatchObject({
        log: 'OTHER: dial tcp [fd00:2::10]:8000: connect: network is unreachable\n',
      });
    });

    it.each([
      [['10.244.2.10'], /^UNKNOWN: address 10\.244\.2\.10: missing port/],
      [['fd00::1:80'], /^UNKNOWN: address fd00::1:80: too many colons/],
      [['10.244.2.10', '--protocol=udp'], /^DNS: address .*: missing port/],
      [['10.244.2.10:http'], /^DNS: lookup tcp\/http: unknown port/],
      [['10.244.2.10:70000'], /^DNS: address 70000: invalid port/],
      [['10.244.2.10:1', '--protocol=icmp'], /^Unsupported protocol/],
      [['10.244.2.10:1', '--timeout=soon'], /^Error: invalid argument "soon"/],
      [[], /^Error: accepts 1 arg\(s\), received 0/],
    ])('%j is refused', (args, message) => {
      expect(connect(...args)).toMatchObject({
        exitCode: 1,
        log: expect.stringMatching(message),
      });
    });
  });

  it('logs-generator takes the time that it is given', () => {
    expect(
      run({
        args: ['logs-generator', '--log-lines-total=1', '--run-duration=3s'],
      }),
    ).toMatchObject({ exitCode: 0, takesMs: 3_000 });
    expect(run({ args: ['logs-generator'] })).toMatchObject({ exitCode: 1 });
  });

  it('pauses where it is told nothing else', () => {
    expect(run({})).toEqual({ kind: 'running' });
    expect(run({ command: ['/agnhost', 'pause'] })).toEqual({
      kind: 'running',
    });
    expect(run({ args: ['no-such-command'] })).toMatchObject({
      exitCode: 1,
      log: 'Error: unknown command "no-such-command" for "app"\n',
    });
  });
});
