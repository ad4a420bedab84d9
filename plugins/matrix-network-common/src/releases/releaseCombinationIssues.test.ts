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
import { stackSpecSchema, StackSpecInput } from '../spec/StackSpec';
import { releaseCombinationIssues } from './releaseCombinationIssues';

const spec = (over: Partial<StackSpecInput> = {}) =>
  stackSpecSchema.parse({
    name: 'chat-eu',
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 100,
    ingress: { port80Forwarded: true },
    ...over,
  });

const codes = (...args: Parameters<typeof releaseCombinationIssues>) =>
  releaseCombinationIssues(...args).map(({ code, severity }) => [
    code,
    severity,
  ]);

describe('releaseCombinationIssues', () => {
  it('has nothing to say of the defaults on a current cluster', () => {
    expect(codes(spec(), { kubernetesVersion: '1.34' })).toEqual([]);
  });

  it('refuses a release that the catalogue does not have', () => {
    const [issue] = releaseCombinationIssues(
      spec({ ingress: { release: '9.9.9', port80Forwarded: true } }),
    );
    expect(issue).toMatchObject({
      code: 'release-unknown',
      severity: 'error',
      field: 'ingress.release',
    });
    expect(issue.message).toContain('1.15.1, 1.11.1');
  });

  it('warns of a vulnerable release and of an untested Kubernetes version', () => {
    expect(
      codes(spec({ ingress: { release: '1.11.1', port80Forwarded: true } }), {
        kubernetesVersion: '1.34',
      }),
    ).toEqual([
      ['release-vulnerable', 'warning'],
      ['release-unsupported-kubernetes', 'warning'],
    ]);
  });

  it('says which upgrade to make, and what fits the cluster', () => {
    const [vulnerable, unsupported] = releaseCombinationIssues(
      spec({ ingress: { release: '1.11.1', port80Forwarded: true } }),
      { kubernetesVersion: '1.34' },
    );
    expect(vulnerable.message).toContain(
      'CVE-2025-1974 (critical): Anyone on the pod network',
    );
    expect(vulnerable.message).toContain(
      'Upgrade to ingress-nginx 1.15.1: set ingress.release to 1.15.1',
    );
    expect(unsupported.message).toBe(
      'ingress-nginx 1.11.1 is tested with Kubernetes 1.26 to 1.30; this cluster runs 1.34, which 1.15.1 is tested with',
    );
  });

  it('says when nothing in the catalogue is tested with the cluster', () => {
    const [issue] = releaseCombinationIssues(spec(), {
      kubernetesVersion: '1.36',
    });
    expect(issue.message).toContain(
      'this cluster runs 1.36, which no release of the catalogue is tested with',
    );
  });

  it('warns of HTTP-01 behind a NodePort that nothing forwards port 80 to', () => {
    expect(codes(spec({ ingress: {} }))).toEqual([
      ['http01-port80', 'warning'],
    ]);
    expect(
      codes(spec({ ingress: {}, certificates: { issuer: 'selfsigned' } })),
    ).toEqual([]);
  });

  it('refuses a wildcard over HTTP-01', () => {
    expect(codes(spec({ certificates: { wildcard: true } }))).toEqual([
      ['wildcard-http01', 'error'],
    ]);
    expect(
      codes(
        spec({ certificates: { wildcard: true, issuer: 'organisation-ca' } }),
      ),
    ).toEqual([]);
  });
});
