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
import { createHash } from 'node:crypto';
import { RequestListener } from 'node:http';
import { serve, stopServing } from '../__testUtils__/serve';
import { createReleaseSource } from './createReleaseSource';
import { InMemoryDigestStore } from './DigestStore';
import { ReleaseVerification } from './VerifiedReleaseSource';

afterEach(stopServing);

const LIST = '/SHA256SUMS';
const path = '/cert-manager/cert-manager-v1.21.1.yaml';
const manifest = mirrorFiles().get(path.slice(1)) ?? '';
const cutOff = manifest.slice(0, manifest.indexOf('kind:') + 5);
const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');
const listOf = (text: string, of = path) => `${sha256(text)}  ${of.slice(1)}\n`;

type Answers = Record<string, string | RequestListener>;

/** A web server over a mirror's folder, whose answers may change, and who read what of it. */
async function mirror(
  answers: Answers,
  verify: ReleaseVerification = 'firstUse',
) {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers[request.url ?? ''];
    if (typeof answer === 'function') {
      answer(request, response);
    } else {
      response.statusCode = answer === undefined ? 404 : 200;
      response.end(answer);
    }
  });
  const digests = new InMemoryDigestStore();
  const source = createReleaseSource({ mirror: `${url}/`, digests, verify });
  return {
    url,
    asked,
    read: () => source.get('cert-manager', '1.21.1'),
    readIngress: () => source.get('ingress-nginx', '1.15.1'),
    recorded: () => digests.get('cert-manager', '1.21.1'),
  };
}

it('gives what its list says, and reads the list no more once that is recorded', async () => {
  const { asked, read, recorded } = await mirror({
    [path]: manifest,
    [LIST]: listOf(manifest),
  });

  expect(await read()).toMatchObject({ yaml: manifest });
  expect(await recorded()).toBe(sha256(manifest));
  await read();
  expect(asked).toEqual([path, LIST, path]);
});

it('need not have a list', async () => {
  const { read } = await mirror({ [path]: manifest });

  expect(await read()).toMatchObject({ sha256: sha256(manifest) });
});

it('need not list a release', async () => {
  const { read } = await mirror({
    [path]: manifest,
    [LIST]: listOf(manifest, '/other.yaml'),
  });

  expect(await read()).toMatchObject({ sha256: sha256(manifest) });
});

describe('a file that was cut off, though the server does not know it', () => {
  it('is refused by the list, not recorded, and used once it is whole', async () => {
    const answers: Answers = { [path]: cutOff, [LIST]: listOf(manifest) };
    const { read, recorded } = await mirror(answers);

    await expect(read()).rejects.toThrow(
      `has sha256 ${sha256(cutOff)}, but ${sha256(
        manifest,
      )} is in the mirror's SHA256SUMS: the file was cut off or changed; nothing of it is used`,
    );
    expect(await recorded()).toBeUndefined();
    answers[path] = manifest;
    expect(await read()).toMatchObject({ yaml: manifest });
  });

  it('is not recorded without a list, either', async () => {
    const answers: Answers = { [path]: cutOff };
    const { read, recorded } = await mirror(answers);

    await expect(read()).rejects.toThrow('Nothing of it is used');
    expect(await recorded()).toBeUndefined();
    answers[path] = manifest;
    expect(await read()).toMatchObject({ yaml: manifest });
  });

  it('is told by the list when it comes later', async () => {
    const answers: Answers = { [path]: manifest, [LIST]: listOf(manifest) };
    const { read } = await mirror(answers);
    await read();
    answers[path] = cutOff;

    await expect(read()).rejects.toThrow(
      `${sha256(
        manifest,
      )} was recorded at its first use, and in the mirror's SHA256SUMS: the file was cut off or changed since the mirror was made; nothing of it is used`,
    );
  });
});

describe('other bytes than the catalogue has', () => {
  const ingress = '/ingress-nginx/controller-v1.15.1.yaml';
  const catalogue =
    '16b9b62df45b8ed8f1ecaed0341d583b3360e4b63c41fe00413f6a1fa2f95bec';

  it.each([
    ['', ''],
    [
      listOf('changed', ingress),
      "; the mirror's SHA256SUMS has what the file is: the mirror was made from another one",
    ],
    [
      `${catalogue}  ${ingress.slice(1)}\n`,
      ", and in the mirror's SHA256SUMS: the file was cut off or changed since the mirror was made",
    ],
    [
      listOf('third', ingress),
      `; the mirror's SHA256SUMS has a third one, ${sha256('third')}`,
    ],
    ['no list at all', ''],
  ])('are refused whatever the list says: %s', async (list, hint) => {
    const { readIngress } = await mirror(
      { [ingress]: 'changed', [LIST]: list },
      'catalogue',
    );

    await expect(readIngress()).rejects.toThrow(
      `The manifest of ingress-nginx 1.15.1 has sha256 ${sha256(
        'changed',
      )}, but ${catalogue} is in the catalogue${hint}; nothing of it is used`,
    );
  });
});

describe('a list that is not to be had', () => {
  const endless: RequestListener = (_, response) => {
    const chunk = '#'.repeat(1 << 20);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };

  it.each<[string, string | RequestListener, string]>([
    [
      'an error',
      (_, response) => response.writeHead(503).end(),
      'the server answered with status 503',
    ],
    [
      'half of it',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(listOf(manifest), () => response.destroy());
      },
      'terminated',
    ],
    [
      'a login page',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
      },
      'the answer is a web page (text/html)',
    ],
    [
      'a redirect elsewhere',
      (_, response) => {
        response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
      },
      'a redirect to http://127.0.0.1:9 was refused',
    ],
    ['one without an end', endless, 'more than 1048576 bytes'],
    [
      'one that is announced too large',
      (_, response) => {
        response.writeHead(200, { 'content-length': String(2 ** 31) });
        response.flushHeaders();
      },
      'more than 1048576 bytes',
    ],
    [
      'something else',
      'moved!',
      "SHA256SUMS, line 1: 'moved!' is not a sha256",
    ],
  ])('refuses the first use: %s', async (_, answer, reason) => {
    const { url, read, recorded } = await mirror({
      [path]: manifest,
      [LIST]: answer,
    });

    await expect(read()).rejects.toThrow(
      `Could not fetch the mirror's list of digests from ${url}/SHA256SUMS`,
    );
    await expect(read()).rejects.toThrow(reason);
    expect(await recorded()).toBeUndefined();
  });

  it('may be elsewhere on the same server', async () => {
    const { read } = await mirror({
      [path]: cutOff,
      [LIST]: (_, response) => {
        response.writeHead(301, { location: '/v2/SHA256SUMS' }).end();
      },
      '/v2/SHA256SUMS': listOf(manifest),
    });

    await expect(read()).rejects.toThrow('the file was cut off or changed');
  });
});

it('says which file it lacks', async () => {
  const { url, read } = await mirror({ [LIST]: listOf(manifest) });

  await expect(read()).rejects.toThrow(
    `Could not fetch cert-manager 1.21.1 from ${url}${path}; caused by HttpStatusError: the server answered with status 404`,
  );
});

it('does not read what is announced too large', async () => {
  const { read } = await mirror({
    [path]: (_, response) => {
      response.writeHead(200, { 'content-length': String(2 ** 31) });
      response.flushHeaders();
    },
  });

  await expect(read()).rejects.toThrow('more than 8388608 bytes');
});
