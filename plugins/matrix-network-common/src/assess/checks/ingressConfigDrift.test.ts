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
  found,
  perfectSnapshot,
  unread,
} from '../__testUtils__/snapshotBuilder';
import { ingressConfigDrift } from './ingressConfigDrift';

const specified = {
  'proxy-body-size': '100m',
  'proxy-read-timeout': '600',
  'proxy-send-timeout': '600',
};
const configured = (ingressConfig: Record<string, string>) =>
  found(ingressConfigDrift, perfectSnapshot(undefined, { ingressConfig }));

describe('ingress-config-drift', () => {
  it('names the value, the one expected and what it costs', () => {
    const [finding] = configured({ ...specified, 'proxy-body-size': '8m' });
    expect(finding.severity).toBe('warning');
    expect(finding.cause).toBe(
      'proxy-body-size is "8m" instead of 100m: larger uploads are refused with 413.',
    );
    expect(finding.remedy).toContain('"proxy-body-size":"100m"');
  });

  it('knows what the controller does without the keys', () => {
    const [finding] = configured({});
    expect(finding.cause).toContain(
      'proxy-body-size is not set, which means 1m',
    );
    expect(finding.cause).toContain('proxy-read-timeout');
    expect(finding.cause).not.toContain('ssl-protocols');
  });

  it('tells of keys that are ignored', () => {
    expect(
      configured({ ...specified, 'client-max-body-size': '100m' }),
    ).toMatchObject([{ severity: 'info' }]);
  });

  it.each<Record<string, string>>([
    { 'proxy-body-size': '1g' },
    { 'proxy-body-size': '0' },
    { 'proxy-read-timeout': '3600' },
    { 'ssl-protocols': 'TLSv1.3' },
  ])('takes %j for as good', changes => {
    expect(configured({ ...specified, ...changes })).toEqual([]);
  });

  it('does not let old TLS pass', () => {
    expect(
      configured({ ...specified, 'ssl-protocols': 'TLSv1.1 TLSv1.2' }),
    ).toHaveLength(1);
  });

  it('invents nothing about a ConfigMap that it could not read', () => {
    expect(
      found(
        ingressConfigDrift,
        unread(
          perfectSnapshot(undefined, { ingressConfig: {} }),
          'ingressConfig',
        ),
      ),
    ).toEqual([]);
  });
});
