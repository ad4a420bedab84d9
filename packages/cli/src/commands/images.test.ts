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
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

jest.setTimeout(60_000);

const realMirror = process.env.MATRIX_NETWORK_TEST_MIRROR;

const specYaml = (fields: string) => `apiVersion: matrix-network.io/v1
kind: MatrixCluster
metadata: { name: chat-eu }
spec:
  kubernetesCluster: prod
  domain: chat.example.org
  targetCcu: 1000
${fields}`;

describe('images', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());
  mirrorFiles().forEach((text, file) => folder.file(`mirror/${file}`, text));
  const spec = folder.file('spec.yaml', specYaml(''));
  const mirror = path.join(folder.path, 'mirror');
  const images = (...args: string[]) =>
    runCli('images', '--mirror', mirror, '--digests', 'firstUse', ...args);

  it('lists every image once, the solver of a flag and the probe with them', async () => {
    const { code, out, err } = await images('-f', spec);

    expect(code).toBe(0);
    expect(out.split('\n').map(line => line.split('@')[0])).toEqual([
      'registry.k8s.io/ingress-nginx/controller:v1.15.1',
      'registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.9',
      'quay.io/jetstack/cert-manager-cainjector:v1.21.1',
      'quay.io/jetstack/cert-manager-controller:v1.21.1',
      'quay.io/jetstack/cert-manager-acmesolver:v1.21.1',
      'quay.io/jetstack/cert-manager-webhook:v1.21.1',
      'registry.k8s.io/e2e-test-images/agnhost:2.53',
      '',
    ]);
    expect(err).toContain('upstream gives no digest of');
  });

  it('names the cainjector of 1.14.0 that is run, not the one that ships', async () => {
    const old = folder.file(
      'old.yaml',
      specYaml('  certificates: { release: 1.14.0 }\n'),
    );
    const { out } = await images('-f', old, '-o', 'json');

    const cainjector = JSON.parse(out).images.filter(
      ({ usedIn }: { usedIn: { object: string }[] }) =>
        usedIn.some(({ object }) => object.endsWith('cainjector')),
    );
    expect(cainjector).toMatchObject([
      {
        component: 'cert-manager',
        repository: 'quay.io/jetstack/cert-manager-cainjector',
        tag: 'v1.14.0',
      },
    ]);
  });

  it('leaves cert-manager out where the spec does', async () => {
    const external = folder.file(
      'external.yaml',
      specYaml('  certificates: { management: external }\n'),
    );
    const { out } = await images('-f', external);

    expect(out).not.toContain('cert-manager');
    expect(out).toContain('ingress-nginx/controller');
  });

  it('shows names in the registry, as the rendered stack has them', async () => {
    const registry = 'registry.example.net:5000/mirror';
    const { out } = await images(
      '-f',
      spec,
      '--registry',
      registry,
      '-o',
      'json',
    );
    const targets: string[] = JSON.parse(out).images.map(
      ({ target }: { target: string }) => target,
    );
    expect(targets.every(target => target.startsWith(`${registry}/`))).toBe(
      true,
    );

    const withRegistry = folder.file(
      'registry.yaml',
      specYaml(`  images: { registry: '${registry}' }\n`),
    );
    const rendered = await runCli(
      ...['render', '-f', withRegistry, '--mirror', mirror],
      ...['--digests', 'firstUse'],
    );
    // All but the probe's, which no stage has.
    for (const target of targets.slice(0, -1)) {
      expect(rendered.out).toContain(target);
    }
    expect(rendered.out).toContain(
      `--acme-http01-solver-image=${registry}/jetstack/cert-manager-acmesolver:v1.21.1`,
    );
  });

  it('takes a probe image from where the configuration says', async () => {
    const { out } = await images(
      ...['-f', spec, '--registry', 'r.example.net', '-o', 'json'],
      ...['--probe-image', 'own.example.net/agnhost:1'],
    );
    expect(JSON.parse(out).images.at(-1)).toEqual({
      component: 'probes',
      source: 'own.example.net/agnhost:1',
      repository: 'own.example.net/agnhost',
      tag: '1',
      usedIn: [{ object: 'probe Jobs', place: 'container probe' }],
    });
  });

  it('refuses a registry that is none, and a script to nowhere', async () => {
    const wrong = await images('-f', spec, '--registry', 'https://x');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toMatch(
      /^matrix-network: --registry: 'https:\/\/x' is .*host\[:port\]\[\/path\]/,
    );
    const nowhere = await images('-f', spec, '-o', 'crane');
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain('--registry, or images.registry in the spec');
  });

  it('says what to do when the releases are not there', async () => {
    const { code, err } = await runCli(
      'images',
      '-f',
      spec,
      '--mirror',
      folder.path,
    );
    expect(code).toBe(2);
    expect(err).toContain('--mirror takes a folder or an address');
  });

  describe('the script', () => {
    const registry = 'registry.example.net';

    /** A program that writes down how it was called, and answers with the digest asked for. */
    function standIn(name: string, digest: string, status = 0): string {
      const log = folder.file(`${name}.log`, '');
      const program = folder.file(
        `bin/${name}`,
        `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\ncase "$*" in *digest*|*inspect*) echo '${digest}'; exit ${status} ;; esac\n`,
      );
      chmodSync(program, 0o755);
      return log;
    }

    function run(script: string, ...args: string[]) {
      return spawnSync('sh', [script, ...args], {
        encoding: 'utf8',
        env: { PATH: `${path.join(folder.path, 'bin')}:${process.env.PATH}` },
      });
    }

    async function scriptFor(tool: string): Promise<string> {
      const { code, out } = await images(
        '-f',
        spec,
        '-o',
        tool,
        '--registry',
        registry,
      );
      expect(code).toBe(0);
      return folder.file(`${tool}.sh`, out);
    }

    it.each(['docker', 'skopeo', 'crane'])(
      'for %s is one that a POSIX shell takes, and says how it is called',
      async tool => {
        const script = await scriptFor(tool);
        standIn(tool, '');

        expect(spawnSync('sh', ['-n', script]).status).toBe(0);
        const without = run(script);
        expect(without.status).toBe(2);
        expect(without.stderr).toContain('pull FOLDER');
        expect(run(script, 'pull').status).toBe(2);
      },
    );

    it('copies by digest where there is one, under the same tag', async () => {
      const script = await scriptFor('crane');
      const digest =
        'sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1';
      const log = standIn('crane', digest);
      run(script, 'copy');

      expect(readFileSync(log, 'utf8').split('\n').slice(0, 2)).toEqual([
        `copy registry.k8s.io/ingress-nginx/controller@${digest} ${registry}/ingress-nginx/controller:v1.15.1`,
        `digest ${registry}/ingress-nginx/controller:v1.15.1`,
      ]);
    });

    it.each([
      ['docker', 'push', /^push (\S+)$/gm],
      ['crane', 'copy', /^copy \S+ (\S+)$/gm],
    ])(
      'of %s goes on with the others where a digest differs after a %s, and names them all at the end',
      async (tool, mode, broughtIn) => {
        const script = await scriptFor(tool);
        const targets = [
          ...readFileSync(script, 'utf8').matchAll(/^image '.*?' '(.*?)'/gm),
        ].map(([, target]) => target);
        const [controller, certgen] = targets;
        const log = standIn(tool, `sha256:${'0'.repeat(64)}`);
        const { status, stdout, stderr } = run(script, mode, folder.path);

        const calls = readFileSync(log, 'utf8');
        expect([...calls.matchAll(broughtIn)].map(([, each]) => each)).toEqual(
          targets,
        );
        expect(targets.length).toBeGreaterThan(5);
        expect(status).toBe(1);
        expect(stderr).toMatch(
          new RegExp(
            `^done, but pods could not pull these:\n  ${controller} has digest sha256:0+, and the manifests ask for sha256:\\w+\n  ${certgen} has digest sha256:0+, .*\n$`,
          ),
        );
        expect(stdout).not.toMatch(/^done/m);
      },
    );

    it('counts a digest that cannot be had as another one', async () => {
      const script = await scriptFor('docker');
      standIn('docker', '', 1);
      const { status, stderr } = run(script, 'push', folder.path);

      expect(status).toBe(1);
      expect(stderr).toContain('controller:v1.15.1 has digest unknown, and');
    });

    it('carries images through a folder', async () => {
      const script = await scriptFor('skopeo');
      const log = standIn('skopeo', '');
      const carried = path.join(folder.path, 'carried');
      run(script, 'pull', carried);

      expect(readFileSync(log, 'utf8')).toContain(
        `copy --all --preserve-digests docker://quay.io/jetstack/cert-manager-acmesolver:v1.21.1 dir:${carried}/registry.example.net_jetstack_cert-manager-acmesolver_v1.21.1`,
      );
    });
  });
});

(realMirror ? describe : describe.skip)('images of the real manifests', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());

  it('come with the digests that upstream gives', async () => {
    const spec = folder.file('spec.yaml', specYaml(''));
    const { out } = await runCli(
      ...['images', '-f', spec, '--mirror', realMirror ?? '', '-o', 'json'],
    );
    const found: { repository: string; digest?: string }[] =
      JSON.parse(out).images;

    expect(
      found.filter(({ digest }) => digest).map(({ repository }) => repository),
    ).toEqual([
      'registry.k8s.io/ingress-nginx/controller',
      'registry.k8s.io/ingress-nginx/kube-webhook-certgen',
    ]);
    expect(found).toHaveLength(7);
  });
});
