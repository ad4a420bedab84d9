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

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runCli, TestFolder } from '../__testUtils__/TestFolder';

const docs = path.join(__dirname, '../../../../docs/rbac');

const spec = (
  management: string,
  namespace = 'chat',
) => `apiVersion: matrix-network.io/v1
kind: MatrixCluster
metadata: { name: ${namespace} }
spec:
  kubernetesCluster: prod
  namespace: ${namespace}
  domain: chat.example.org
  targetCcu: 1000
  certificates: { management: ${management} }
`;

/** Documents of a manifest, as `Kind namespace/name`. */
function objects(yaml: string): string[] {
  return parseAllDocuments(yaml).map(document => {
    const { kind, metadata } = document.toJS();
    return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
  });
}

/** A manifest without what it only says. */
function withoutComments(yaml: string): string {
  return yaml.replace(/^ *#.*\n/gm, '');
}

describe('rbac', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());

  it.each([
    ['reader', 'read.yaml'],
    ['applier', 'apply.yaml'],
    ['prober', 'probe.yaml'],
  ])('prints for the %s what docs/rbac/%s has', async (role, file) => {
    const { code, out } = await runCli('rbac', '--role', role);

    expect(code).toBe(0);
    expect(out).toBe(readFileSync(path.join(docs, file), 'utf8'));
  });

  it('grants an account of another name, in the namespaces of several Matrix clusters', async () => {
    const { out } = await runCli(
      'rbac',
      '--role',
      'prober',
      '-n',
      'chat-eu',
      'chat-us',
      '--service-account',
      'portal',
      '--service-account-namespace',
      'backstage',
    );

    expect(objects(out)).toEqual([
      'Namespace /backstage',
      'Namespace /chat-eu',
      'Namespace /chat-us',
      'ServiceAccount backstage/portal',
      'Role chat-eu/matrix-network-probe',
      'RoleBinding chat-eu/matrix-network-probe',
      'Role chat-us/matrix-network-probe',
      'RoleBinding chat-us/matrix-network-probe',
    ]);
    expect(out).toContain(
      'subjects:\n  - kind: ServiceAccount\n    name: portal\n    namespace: backstage\n',
    );
  });

  it('follows a spec: its namespace, and no cert-manager where it brings none', async () => {
    const install = folder.file('install.yaml', spec('install'));
    const external = folder.file('external.yaml', spec('external'));
    const rights = async (file: string) =>
      (await runCli('rbac', '--role', 'applier', '-f', file)).out;

    expect(objects(await rights(install))).toContain(
      'Role kube-system/matrix-network-apply',
    );
    expect(objects(await rights(install))).toContain(
      'Role chat/matrix-network-apply',
    );
    expect(withoutComments(await rights(external))).not.toContain(
      'cert-manager',
    );
  });

  it('leaves out ingress-nginx, and all Secrets with it, where the cluster has its own', async () => {
    const file = folder.file('external.yaml', spec('external'));
    const { out } = await runCli(
      ...['rbac', '--role', 'applier', '-f', file],
      '--existing-ingress-nginx',
    );

    expect(objects(out)).toEqual([
      'Namespace /matrix-network',
      'Namespace /chat',
      'ServiceAccount matrix-network/matrix-network',
      'Role chat/matrix-network-apply',
      'RoleBinding chat/matrix-network-apply',
    ]);
    expect(withoutComments(out)).not.toMatch(/ingress-nginx|secrets/);
    const { out: brings } = await runCli(
      ...[
        'rbac',
        '--role',
        'applier',
        '-n',
        'chat',
        '--existing-ingress-nginx',
      ],
    );
    expect(withoutComments(brings)).not.toContain('ingress-nginx');
    expect(objects(brings)).toContain('Role cert-manager/matrix-network-apply');
  });

  it('says how to delete what an applier with more rights has left, and only then', async () => {
    const commands = async (management: string, ...options: string[]) => {
      const file = folder.file(`${management}.yaml`, spec(management));
      const { out } = await runCli(
        ...['rbac', '--role', 'applier', '-f', file, ...options],
      );
      return [...out.matchAll(/^# +(kubectl .*)$/gm)].map(([, line]) => line);
    };
    const inNamespace = (name: string) =>
      `kubectl -n ${name} delete role,rolebinding matrix-network-apply --ignore-not-found`;

    expect(await commands('install')).toEqual([]);
    expect(await commands('install', '--existing-ingress-nginx')).toEqual([
      inNamespace('ingress-nginx'),
    ]);
    expect(await commands('existing')).toEqual([
      inNamespace('cert-manager'),
      inNamespace('kube-system'),
    ]);
    // Not even the cluster-wide role is printed then, and that one lists all Secrets.
    expect(await commands('external', '--existing-ingress-nginx')).toEqual([
      'kubectl delete clusterrole,clusterrolebinding matrix-network-apply --ignore-not-found',
      inNamespace('ingress-nginx'),
      inNamespace('cert-manager'),
      inNamespace('kube-system'),
    ]);
  });

  it('has for several specs what any of them needs', async () => {
    const files = ['external', 'existing', 'install'].map(management =>
      folder.file(`${management}.yaml`, spec(management, `chat-${management}`)),
    );
    const rights = async (...specs: string[]) =>
      (await runCli('rbac', '--role', 'applier', '-f', ...specs)).out;
    const [external, existing, install] = files;

    const all = objects(await rights(...files));
    expect(all).toEqual(
      expect.arrayContaining([
        'Role chat-external/matrix-network-apply',
        'Role chat-existing/matrix-network-apply',
        'Role chat-install/matrix-network-apply',
        'Role cert-manager/matrix-network-apply',
      ]),
    );
    const two = await rights(external, existing);
    expect(two).toContain('clusterissuers');
    expect(objects(two)).not.toContain(
      'Role cert-manager/matrix-network-apply',
    );
    expect(await rights(install, external)).toContain('clusterissuers');
  });

  it('leaves another Matrix cluster what it has, where its own is printed later', async () => {
    const inCluster = async (namespace: string) => {
      const { out } = await runCli(
        'rbac',
        '--role',
        'applier',
        '-n',
        namespace,
      );
      return parseAllDocuments(out)
        .map(document => document.toJS())
        .filter(({ metadata }) => metadata.namespace !== namespace)
        .filter(({ kind }) => kind !== 'Namespace');
    };

    expect(await inCluster('chat-us')).toEqual(await inCluster('chat-eu'));
  });

  it('lets an applier for full uninstalls delete the named objects of the stack beside, and nothing else', async () => {
    const rights = async (...options: string[]) =>
      (await runCli('rbac', '--role', 'applier', '-n', 'chat', ...options)).out;
    const before = (await rights()).split('\n');

    const more = (await rights('--full-uninstall')).split('\n');

    const changed = more.flatMap((line, index) =>
      line === before[index] ? [] : [[before[index], line]],
    );
    expect(more).toHaveLength(before.length);
    expect(changed).toEqual([
      [
        '    verbs: [get, create, patch]',
        '    verbs: [get, create, patch, delete]',
      ],
      ['    verbs: [get]', '    verbs: [get, delete]'],
      ['    verbs: [get]', '    verbs: [get, delete]'],
    ]);
    const withNames = more.flatMap((line, index) =>
      line === before[index] ? [] : [more.slice(index - 8, index).join('\n')],
    );
    expect(withNames.every(rule => rule.includes('resourceNames:'))).toBe(true);
  });

  it('has no way to become more than it is', async () => {
    for (const role of ['reader', 'applier', 'prober']) {
      const { out } = await runCli('rbac', '--role', role);
      expect(out).not.toMatch(/escalate|bind\b|impersonate|'\*'/);
    }
  });

  it('refuses what names nothing', async () => {
    const role = await runCli('rbac', '--role', 'admin');
    expect(role.code).toBe(2);
    expect(role.err).toContain('reader, applier, prober');
    const none = await runCli('rbac');
    expect(none.code).toBe(2);
    const reader = await runCli('rbac', '--role', 'reader', '--full-uninstall');
    expect(reader).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        '--full-uninstall with --role reader: only an applier uninstalls',
      ),
    });
    const prober = await runCli(
      ...['rbac', '--role', 'prober', '--existing-ingress-nginx'],
    );
    expect(prober).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        '--existing-ingress-nginx with --role prober: only an applier has rights on ingress-nginx',
      ),
    });
    const name = await runCli('rbac', '--role', 'prober', '-n', 'Chat_EU');
    expect(name).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        "--namespace 'Chat_EU': accepted are lower-case letters, digits and dashes, at most 63",
      ),
    });
  });
});
