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
  realMirror,
  realReleases,
  realVersions,
} from '../__testUtils__/mirror';
import { parseRelease } from './parseRelease';

const parse = (yaml: string) =>
  parseRelease({
    component: 'ingress-nginx',
    version: '1.15.1',
    sha256: 'a',
    making: 'own',
    yaml,
  });

const namespace = `
apiVersion: v1
kind: Namespace
metadata:
  name: ingress-nginx
`;

it('reads all documents, and skips empty ones', () => {
  const { objects } = parse(
    `---\n# a comment\n---${namespace}---${namespace.replace(
      'kind: Namespace',
      'kind: ServiceAccount',
    )}  namespace: ingress-nginx\n`,
  );

  expect(objects.map(({ kind }) => kind)).toEqual([
    'Namespace',
    'ServiceAccount',
  ]);
});

it('refuses a kind that no such release has', () => {
  expect(() =>
    parse(`apiVersion: v1\nkind: Secret\nmetadata: { name: loot }`),
  ).toThrow("holds Secret 'loot' of v1; accepted kinds: v1/Namespace,");
});

it('refuses a kind of the right name in another API group', () => {
  expect(() =>
    parse(`apiVersion: evil.io/v1\nkind: Job\nmetadata: { name: x }`),
  ).toThrow("holds Job 'x' of evil.io/v1");
});

it('refuses an object in a namespace that is not its own', () => {
  expect(() =>
    parse(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: coredns, namespace: kube-system }`,
    ),
  ).toThrow(
    "holds ConfigMap 'coredns' in namespace 'kube-system'; accepted: ingress-nginx",
  );
});

it('refuses the same object twice', () => {
  expect(() => parse(`${namespace}---${namespace}`)).toThrow(
    'holds v1/Namespace ingress-nginx twice',
  );
});

it('refuses what is no Kubernetes object', () => {
  expect(() => parse('just text')).toThrow(
    'has a document (number 1) that is no Kubernetes object',
  );
});

it('refuses broken YAML', () => {
  expect(() => parse('a: [')).toThrow('is not valid YAML');
});

it('refuses an empty manifest, as a cut-off download may leave it', () => {
  expect(() => parse('')).toThrow('has 0 objects; accepted: 1 to 200');
});

it('refuses aliases that would grow without end', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
    'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]',
    'd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
  ].join('\n');

  expect(() => parse(bomb)).toThrow(/alias/i);
});

(realMirror ? describe : describe.skip)('the real manifests', () => {
  it.each(realVersions)(
    'hold what is expected of ingress-nginx $ingress and cert-manager $certManager',
    async versions => {
      const releases = await realReleases(versions);

      expect(releases.ingressNginx?.objects).toHaveLength(19);
      expect(releases.certManager?.objects.length).toBeGreaterThanOrEqual(45);
    },
  );
});
