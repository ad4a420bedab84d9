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

import { InMemoryDigestStore } from './DigestStore';
import { ReleaseManifest, ReleaseSource } from './ReleaseSource';
import { VerifiedReleaseSource } from './VerifiedReleaseSource';

const upstream =
  '16b9b62df45b8ed8f1ecaed0341d583b3360e4b63c41fe00413f6a1fa2f95bec';

/** A source whose manifests have the given digests, one after the other. */
function sourceOf(...digests: string[]): ReleaseSource {
  let index = 0;
  return {
    async get(component, version): Promise<ReleaseManifest> {
      const sha256 = digests[Math.min(index++, digests.length - 1)];
      return { component, version, yaml: '', sha256 };
    },
  };
}

it("lets the catalogue's own bytes through", async () => {
  const source = new VerifiedReleaseSource(
    sourceOf(upstream),
    new InMemoryDigestStore(),
  );

  expect(await source.get('ingress-nginx', '1.15.1')).toMatchObject({
    sha256: upstream,
  });
});

it('refuses other bytes, naming both digests', async () => {
  const source = new VerifiedReleaseSource(
    sourceOf('f'.repeat(64)),
    new InMemoryDigestStore(),
  );

  await expect(source.get('ingress-nginx', '1.15.1')).rejects.toThrow(
    `has sha256 ${'f'.repeat(64)}, but ${upstream} is in the catalogue`,
  );
});

it('records the first digest where the catalogue has none, and refuses another later', async () => {
  const digests = new InMemoryDigestStore();
  const source = new VerifiedReleaseSource(
    sourceOf('a'.repeat(64), 'a'.repeat(64), 'b'.repeat(64)),
    digests,
  );

  await source.get('cert-manager', '1.21.1');
  expect(await digests.get('cert-manager', '1.21.1')).toBe('a'.repeat(64));
  await source.get('cert-manager', '1.21.1');
  await expect(source.get('cert-manager', '1.21.1')).rejects.toThrow(
    `has sha256 ${'b'.repeat(64)}, but ${'a'.repeat(
      64,
    )} was recorded at its first use`,
  );
});

it('takes a mirror with releases of its own at its first word, where told to', async () => {
  const source = new VerifiedReleaseSource(
    sourceOf('a'.repeat(64), 'b'.repeat(64)),
    new InMemoryDigestStore(),
    'firstUse',
  );

  await source.get('ingress-nginx', '1.15.1');
  await expect(source.get('ingress-nginx', '1.15.1')).rejects.toThrow(
    'was recorded at its first use',
  );
});
