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

import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readMatrixNetworkConfig } from './readMatrixNetworkConfig';

const root = path.join(__dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface ConfigFile {
  context: string;
  data: JsonObject;
}

const fileOf = (context: string, yaml = read(context)): ConfigFile => ({
  context,
  data: parse(yaml),
});

/** What `--config` for each of these files, in this order, comes to. */
const releasesOf = (...files: ConfigFile[]) =>
  readMatrixNetworkConfig(ConfigReader.fromConfigs(files)).releases;

const sandbox = fileOf('app-config.yaml');
const production = fileOf('app-config.production.yaml');

/** The production file with the block of a page in place of its own. */
function productionWith(page: string, section: string): ConfigFile {
  const [, rest = ''] = read(page).split(`\n## ${section}`);
  const [, block = ''] = /```yaml\n(.*?)```/s.exec(rest) ?? [];
  const { matrixNetwork }: JsonObject = parse(block);
  return { ...production, data: { ...production.data, matrixNetwork } };
}

/** The production file, with these releases in place of its own. */
const productionFrom = (releases: JsonObject): ConfigFile => ({
  context: 'app-config.production.yaml',
  data: { matrixNetwork: { releases } },
});

it("takes the sandbox's releases as they are", () => {
  expect(releasesOf(sandbox)).toEqual({
    mirror: 'http://127.0.0.1:7443/mirror',
    verify: 'firstUse',
  });
});

it("takes upstream's in production, held against the catalogue", () => {
  expect(releasesOf(sandbox, production)).toEqual({
    mirror: undefined,
    verify: 'catalogue',
  });
});

it.each([
  ['docs/air-gapped.md', '4. '],
  ['docs/on-your-clusters.md', '6. '],
])(
  'holds the mirror of %s against the catalogue, with both files',
  (page, section) => {
    expect(releasesOf(sandbox, productionWith(page, section))).toEqual({
      mirror: '/srv/mirror',
      verify: 'catalogue',
    });
  },
);

it("does not grant a site's mirror what the sandbox's is granted", () => {
  expect(
    releasesOf(sandbox, productionFrom({ mirror: '/srv/mirror' })),
  ).toEqual({
    mirror: '/srv/mirror',
    verify: 'catalogue',
    firstUseOfOther: 'http://127.0.0.1:7443/mirror',
  });
});
