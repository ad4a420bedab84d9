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

import { mirrorFiles } from '@matrix-network/sandbox-cluster';
import { InMemoryDigestStore } from './DigestStore';
import { ReleaseManifest, ReleaseSource } from './ReleaseSource';
import { VerifiedReleaseSource } from './VerifiedReleaseSource';

const upstream =
  '16b9b62df45b8ed8f1ecaed0341d583b3360e4b63c41fe00413f6a1fa2f95bec';

const whole = mirrorFiles().get('cert-manager/cert-manager-v1.21.1.yaml') ?? '';

/** A source whose manifests have the given digests, one after the other. */
function sourceOf(...digests: string[]): ReleaseSource {
  let index = 0;
  return {
    async get(component, version): Promise<ReleaseManifest> {
      const sha256 = digests[Math.min(index++, digests.length - 1)];
      return { component, version, yaml: whole, sha256 };
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

it('does not ask for the list of a mirror whose bytes are right', async () => {
  const source = new VerifiedReleaseSource(
    {
      ...sourceOf(upstream),
      listedDigest: () => Promise.reject(new Error('asked for its list')),
    },
    new InMemoryDigestStore(),
  );

  expect(await source.get('ingress-nginx', '1.15.1')).toMatchObject({
    sha256: upstream,
  });
});

it('records the first digest of what is looked through, and refuses another later', async () => {
  const digests = new InMemoryDigestStore();
  const [first, other] = ['a'.repeat(64), 'b'.repeat(64)];
  const source = new VerifiedReleaseSource(
    sourceOf(first, first, other),
    digests,
    'firstUse',
  );

  await source.get('cert-manager', '1.21.1');
  expect(await digests.get('cert-manager', '1.21.1')).toBe(first);
  await source.get('cert-manager', '1.21.1');
  await expect(source.get('cert-manager', '1.21.1')).rejects.toThrow(
    `has sha256 ${other}, but ${first} was recorded at its first use`,
  );
});

it('records nothing of what is no release', async () => {
  const digests = new InMemoryDigestStore();
  const source = new VerifiedReleaseSource(
    {
      async get(component, version) {
        return { component, version, yaml: 'moved!', sha256: 'a'.repeat(64) };
      },
    },
    digests,
  );

  await expect(source.get('cert-manager', '1.21.1')).rejects.toThrow(
    'Nothing of it is used',
  );
  expect(await digests.get('cert-manager', '1.21.1')).toBeUndefined();
});
