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
  mirrorFiles,
  sandbox,
  startDemoCluster,
} from '@matrix-network/sandbox-cluster';
import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { runCli, TestFolder } from './__testUtils__/TestFolder';

jest.setTimeout(60_000);

const page = readFileSync(
  path.join(__dirname, '../../../docs/air-gapped.md'),
  'utf8',
);
/** The page's own spec, and what it says of certificates further on. */
const [, specYaml = ''] = /```yaml\n# spec\.yaml\n(.*?)```/s.exec(page) ?? [];
const inline = [...page.matchAll(/`certificates: (\{.*?\})`/g)].map(
  ([, yaml]) => yaml,
);

describe('docs/air-gapped.md', () => {
  const folder = new TestFolder();
  mirrorFiles().forEach((text, file) => folder.file(`mirror/${file}`, text));
  afterAll(() => folder.remove());

  const rendered = async (spec: object) => {
    const { code, out, err } = await runCli(
      ...['render', '-f', folder.file('spec.yaml', stringify(spec))],
      ...['--mirror', path.join(folder.path, 'mirror')],
      ...['--digests', 'firstUse', '-o', 'json'],
    );
    expect({ code, err: err.match(/error.*/g) }).toEqual({
      code: 0,
      err: null,
    });
    const { items }: { items: KubernetesObject[] } = JSON.parse(out);
    return items;
  };

  const issuersOf = (items: readonly KubernetesObject[]) =>
    items
      .filter(({ kind }) => kind === 'ClusterIssuer')
      .map(({ metadata }) => metadata.name);

  it('has a spec that leaves out what the internet would be needed for', async () => {
    const items = await rendered(parse(specYaml));

    expect(issuersOf(items)).toEqual(['selfsigned', 'organisation-ca']);
    const images = [
      ...JSON.stringify(items).matchAll(
        /(?:"image":"|--acme-http01-solver-image=)([^"]+)/g,
      ),
    ].map(([, image]) => image);
    expect(images.length).toBeGreaterThan(5);
    expect(
      images.filter(image => !image.startsWith('registry.example.net/matrix/')),
    ).toEqual([]);
  });

  it.each(inline)('renders with certificates %s', async yaml => {
    const spec = parse(specYaml);
    const certificates: { issuer?: string } = parse(yaml);
    const items = await rendered({
      ...spec,
      spec: { ...spec.spec, certificates },
    });

    expect(issuersOf(items)).toEqual(
      certificates.issuer ? [certificates.issuer] : [],
    );
  });

  it('renders for the cluster, whose addresses and components are then known', async () => {
    const cluster = await startDemoCluster(sandbox, {
      token: 'sandbox',
      port: 0,
      delayMs: 1,
    });
    const [, line = ''] =
      /^matrix-network (render .*) > stack\.yaml$/m.exec(page) ?? [];
    const files: Record<string, string> = {
      'spec.yaml': folder.file('spec.yaml', specYaml),
      mirror: path.join(folder.path, 'mirror'),
    };
    const server = { server: cluster.url, 'insecure-skip-tls-verify': true };
    const kubeconfig = folder.file(
      'kubeconfig',
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'site', cluster: server }],
        users: [{ name: 'me', user: { token: 'sandbox' } }],
        contexts: [
          { name: 'prod-eu', context: { cluster: 'site', user: 'me' } },
        ],
      }),
    );
    try {
      const { code, out, err } = await runCli(
        ...line.split(' ').map(word => files[word] ?? word),
        ...['--kubeconfig', kubeconfig, '--digests', 'firstUse'],
      );

      expect(code).toBe(0);
      expect(err).not.toContain('spec.network');
      expect(out).toContain('kind: PrometheusRule');
    } finally {
      await cluster.close();
    }
  });
});
