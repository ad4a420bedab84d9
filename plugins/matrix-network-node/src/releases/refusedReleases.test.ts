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
import { RequestListener } from 'node:http';
import { stopTestClusters, testCluster } from '../__testUtils__/sandbox';
import { serve, stopServing } from '../__testUtils__/serve';
import { aSpec } from '../__testUtils__/specs';
import { applyStack } from '../apply';
import { readClusterFacts } from '../snapshot';
import { renderStack } from '../stack';
import { createReleaseSource } from './createReleaseSource';
import { InMemoryDigestStore } from './DigestStore';
import { loadReleases } from './loadReleases';
import { ReleaseVerification } from './VerifiedReleaseSource';

jest.setTimeout(60_000);

afterEach(async () => {
  stopServing();
  await stopTestClusters();
});

const files = mirrorFiles();
const ingress = '/ingress-nginx/controller-v1.15.1.yaml';
const certManager = '/cert-manager/cert-manager-v1.21.1.yaml';
const contentOf = (path: string) => files.get(path.slice(1)) ?? '';

/** A mirror with the sandbox's releases, and one path that answers as the test wants. */
function mirrorWith(path: string, answer: RequestListener | string) {
  return serve((request, response) => {
    const url = request.url ?? '';
    if (url !== path) {
      response.end(contentOf(url));
    } else if (typeof answer === 'string') {
      response.end(answer);
    } else {
      answer(request, response);
    }
  });
}

interface Attempt {
  verify: ReleaseVerification;
  /** Then only cert-manager comes from the mirror. */
  hasIngressController?: boolean;
}

/**
 * Takes the whole way from the mirror to the cluster, and gives the reason why it
 * ended, having made sure that nothing was written on the cluster.
 */
async function refusal(mirror: string, attempt: Attempt): Promise<string> {
  const { client, requests } = await testCluster();
  const spec = aSpec();
  const install = async () => {
    const facts = {
      ...(await readClusterFacts(client)),
      ...(attempt.hasIngressController && {
        ingressController: {
          version: '1.15.1',
          namespace: 'ingress-nginx',
          owner: 'Helm',
        },
      }),
    };
    const source = createReleaseSource({
      mirror,
      verify: attempt.verify,
      digests: new InMemoryDigestStore(),
    });
    const releases = await loadReleases(spec, facts, source);
    return applyStack({ client, stack: renderStack(spec, facts, releases) });
  };
  const reason: unknown = await install().then(
    () => 'it was applied',
    error => error,
  );
  const writes = requests.filter(
    ({ verb }) => !['get', 'list', 'watch'].includes(verb),
  );
  expect(writes).toEqual([]);
  expect(reason).toBeInstanceOf(Error);
  return String(reason);
}

it('refuses bytes that are not what the catalogue says', async () => {
  const mirror = await mirrorWith(ingress, `${contentOf(ingress)}# harmless\n`);

  expect(await refusal(mirror, { verify: 'catalogue' })).toContain(
    'is in the catalogue; nothing of it is used',
  );
});

describe('an answer of the server', () => {
  const respondForEver: RequestListener = (_, response) => {
    const chunk = '#'.repeat(1 << 20);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };

  it.each<[string, RequestListener | string, string]>([
    [
      'half of a download',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100000' });
        response.write('apiVersion: v1\n', () => response.destroy());
      },
      'Could not fetch cert-manager 1.21.1',
    ],
    ['a file without an end', respondForEver, 'more than 8388608 bytes'],
    [
      'a redirect to another host',
      (_, response) => {
        response
          .writeHead(302, { location: 'http://169.254.169.254/latest' })
          .end();
      },
      'a redirect to http://169.254.169.254 was refused; accepted: http://127.0.0.1:',
    ],
    [
      'a redirect to another port of the same host',
      (_, response) => {
        response.writeHead(301, { location: 'http://127.0.0.1:9/x' }).end();
      },
      'a redirect to http://127.0.0.1:9 was refused',
    ],
    [
      'the login page of a proxy',
      (_, response) => {
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end('<html>Sign in</html>');
      },
      'the answer is a web page (text/html; charset=utf-8)',
    ],
    [
      'a page that is not called one',
      '<html>Sign in</html>',
      'is no Kubernetes object. Nothing of it is used',
    ],
    ['an error', (_, response) => response.writeHead(503).end(), 'status 503'],
    [
      'another version',
      contentOf(certManager).replaceAll('v1.21.1', 'v1.20.0'),
      'cert-manager-cainjector:v1.20.0 in Deployment cert-manager/cert-manager-cainjector; accepted: jetstack/cert-manager-controller:v1.21.1',
    ],
    [
      "somebody else's program beside upstream's",
      contentOf(certManager).replace(
        '      containers:\n',
        '      initContainers: [{name: x, image: evil.example/x:1}]\n      containers:\n',
      ),
      'runs evil.example/x:1 in Deployment cert-manager/cert-manager-cainjector',
    ],
    [
      'a file that ends between two documents',
      contentOf(certManager).split('---\n').slice(0, -2).join('---\n'),
      "lacks 2 objects that upstream's has",
    ],
  ])(
    '%s: refused with the reason, nothing applied',
    async (...[, answer, reason]) => {
      const mirror = await mirrorWith(certManager, answer);

      expect(
        await refusal(mirror, {
          verify: 'catalogue',
          hasIngressController: true,
        }),
      ).toContain(reason);
    },
  );
});

/** A mirror of one's own making is looked through, too. */
describe('an object in the manifest', () => {
  const rbac = 'apiVersion: rbac.authorization.k8s.io/v1';

  it.each<[string, string, string]>([
    [
      'a binding to cluster-admin',
      `${rbac}
kind: ClusterRoleBinding
metadata: { name: backdoor }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: ingress-nginx, namespace: ingress-nginx }]`,
      "holds ClusterRoleBinding 'backdoor', which upstream's manifest does not have; accepted: ingress-nginx, ingress-nginx-admission",
    ],
    [
      'an object in kube-system',
      `${rbac}
kind: RoleBinding
metadata: { name: ingress-nginx, namespace: kube-system }`,
      "holds RoleBinding 'ingress-nginx' in namespace 'kube-system'; accepted: ingress-nginx",
    ],
    [
      'a DaemonSet that mounts the nodes',
      `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ingress-nginx-controller, namespace: ingress-nginx }
spec: { template: { spec: { volumes: [{ name: root, hostPath: { path: / } }], containers: [] } } }`,
      "holds DaemonSet 'ingress-nginx-controller' of apps/v1; accepted kinds:",
    ],
    [
      'another Deployment',
      `apiVersion: apps/v1
kind: Deployment
metadata: { name: miner, namespace: ingress-nginx }`,
      "holds Deployment 'ingress-nginx/miner', which upstream's manifest does not have",
    ],
    [
      'an object without its namespace',
      `apiVersion: v1
kind: ServiceAccount
metadata: { name: ingress-nginx }`,
      "holds ServiceAccount 'ingress-nginx', which upstream's manifest does not have; accepted: ingress-nginx/ingress-nginx,",
    ],
    [
      "somebody else's Namespace",
      `apiVersion: v1
kind: Namespace
metadata: { name: matrix }`,
      "holds Namespace 'matrix', which upstream's manifest does not have",
    ],
  ])('%s: refused, nothing applied', async (...[, yaml, reason]) => {
    const mirror = await mirrorWith(
      ingress,
      `${contentOf(ingress)}---\n${yaml}\n`,
    );

    expect(await refusal(mirror, { verify: 'firstUse' })).toContain(reason);
  });

  it('of cert-manager in kube-system, where upstream has others', async () => {
    const mirror = await mirrorWith(
      certManager,
      `${contentOf(certManager)}---
${rbac}
kind: Role
metadata: { name: cert-manager:secrets, namespace: kube-system }
rules: [{ apiGroups: [''], resources: [secrets], verbs: [get] }]
`,
    );

    expect(await refusal(mirror, { verify: 'firstUse' })).toContain(
      "holds Role 'kube-system/cert-manager:secrets', which upstream's manifest does not have; accepted: kube-system/cert-manager-cainjector:leaderelection",
    );
  });
});
