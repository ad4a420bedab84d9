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

import { RequestListener } from 'node:http';
import { serve, stopServing } from '../__testUtils__/serve';
import { HttpReleaseSource } from './HttpReleaseSource';

afterEach(stopServing);

const path = '/mirror/ingress-nginx/controller-v1.15.1.yaml';

async function fetchFrom(listener: RequestListener) {
  const mirror = `${await serve(listener)}/mirror/`;
  return new HttpReleaseSource({ mirror }).get('ingress-nginx', '1.15.1');
}

it("fetches a release from the mirror, in the catalogue's layout", async () => {
  const manifest = await fetchFrom((request, response) => {
    response.end(request.url === path ? 'abc' : 'wrong path');
  });

  expect(manifest).toMatchObject({
    version: '1.15.1',
    yaml: 'abc',
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
});

it('follows a redirect', async () => {
  const manifest = await fetchFrom((request, response) => {
    if (request.url === path) {
      response.writeHead(302, { location: '/elsewhere' }).end();
    } else {
      response.end('abc');
    }
  });

  expect(manifest.yaml).toBe('abc');
});

it('refuses a redirect to another protocol', async () => {
  const result = fetchFrom((_, response) => {
    response.writeHead(302, { location: 'file:///etc/passwd' }).end();
  });

  await expect(result).rejects.toThrow('a redirect to file:// was refused');
});

it('refuses to be sent in circles', async () => {
  const result = fetchFrom((request, response) => {
    response.writeHead(302, { location: request.url }).end();
  });

  await expect(result).rejects.toThrow('more than 5 redirects');
});

it.each([
  [404, 'NotFoundError'],
  [410, 'NotFoundError'],
  [401, 'ServiceUnavailableError'],
  [502, 'ServiceUnavailableError'],
])('says that the server answered with %p, by a %s', async (status, name) => {
  const result = fetchFrom((_, response) => {
    response.writeHead(status).end();
  });

  await expect(result).rejects.toMatchObject({
    name,
    message: expect.stringContaining(
      `the server answered with status ${status}`,
    ),
  });
});

it('does not take a server that is gone for one without the release', async () => {
  const mirror = await serve(() => {});
  stopServing();

  await expect(
    new HttpReleaseSource({ mirror }).get('ingress-nginx', '1.15.1'),
  ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
});

it('does not take a list of digests that cannot be fetched for a missing one', async () => {
  const listFrom = async (status: number) => {
    const mirror = await serve((_, response) => {
      response.writeHead(status).end();
    });
    return new HttpReleaseSource({ mirror }).listedDigest(
      'ingress-nginx',
      '1.15.1',
    );
  };

  await expect(listFrom(404)).resolves.toBeUndefined();
  await expect(listFrom(503)).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
  });
});

it('refuses an answer that is too large', async () => {
  const result = fetchFrom((_, response) => {
    response.end('x'.repeat(9 * 1024 * 1024));
  });

  await expect(result).rejects.toThrow('more than 8388608 bytes');
});

it('refuses an answer that is cut off', async () => {
  const result = fetchFrom((_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => response.destroy());
  });

  await expect(result).rejects.toThrow(
    /Could not fetch ingress-nginx 1\.15\.1/,
  );
});

it('stops when told to', async () => {
  const mirror = await serve(() => {});
  const controller = new AbortController();
  const pending = new HttpReleaseSource({ mirror }).get(
    'ingress-nginx',
    '1.15.1',
    { signal: controller.signal },
  );
  controller.abort();

  await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
});
