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

import { ClusterFacts, InstalledComponent } from '../stack/types';
import { assess } from './assess';
import { findCertManager } from './certManager';
import { findIngressController } from './ingressController';
import {
  aController,
  aSpec,
  certManagerDeployment,
  ingressController,
  perfectSnapshot,
  unread,
} from './__testUtils__/snapshotBuilder';
import { now } from './__testUtils__/time';

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';
const INSTANCE = 'app.kubernetes.io/instance';

const edge = {
  [NAME]: 'edge-ingress-nginx',
  [INSTANCE]: 'web',
  [COMPONENT]: 'controller',
};
const pki = { [NAME]: 'pki', [INSTANCE]: 'certs', [COMPONENT]: 'controller' };

function component(
  namespace: string,
  labels: Record<string, string>,
  hostNetwork = false,
): InstalledComponent {
  return {
    version: '1.13.2',
    namespace,
    owner: 'Helm release web',
    pods: { labels, hostNetwork },
  };
}

function factsWith(hostNetwork: boolean): ClusterFacts {
  return {
    ...perfectSnapshot().facts,
    ingressController: component('infra', edge, hostNetwork),
    certManager: component('pki', pki),
  };
}

/** Helm releases with nameOverride, in namespaces of their own. */
function clusterWith(hostNetwork = false) {
  const facts = factsWith(hostNetwork);
  const { controllers } = perfectSnapshot();
  const others = controllers.filter(
    ({ namespace }) => !['ingress-nginx', 'cert-manager'].includes(namespace),
  );
  return perfectSnapshot(aSpec(), {
    facts,
    controllers: [
      // Stopped, and not what is used.
      ingressController({ desired: 0, ready: 0 }),
      ingressController({
        kind: hostNetwork ? 'DaemonSet' : 'Deployment',
        namespace: 'infra',
        name: 'edge',
        podLabels: edge,
      }),
      certManagerDeployment('cert-manager', '1.21.1', {
        namespace: 'pki',
        podLabels: pki,
      }),
      ...(['webhook', 'cainjector'] as const).map(role =>
        certManagerDeployment(role, '1.21.1', {
          namespace: 'pki',
          podLabels: { [NAME]: role, [INSTANCE]: 'certs', [COMPONENT]: role },
        }),
      ),
      ...others,
    ],
  });
}

describe('Components of others that are used', () => {
  it('are those that are assessed', () => {
    const snapshot = clusterWith();

    expect(findIngressController(snapshot)).toMatchObject({
      namespace: 'infra',
      name: 'edge',
    });
    expect(findCertManager(snapshot)).toMatchObject({
      controller: { namespace: 'pki' },
      webhook: { namespace: 'pki' },
      cainjector: { namespace: 'pki' },
      version: '1.21.1',
    });
  });

  it.each([false, true])(
    'have nothing wrong with them that the stack would not have (host network: %s)',
    hostNetwork => {
      const own = assess(perfectSnapshot(), aSpec(), { now });
      const health = assess(clusterWith(hostNetwork), aSpec(), { now });
      const codes = ({ findings }: typeof own) =>
        findings
          .filter(({ severity }) => severity !== 'info')
          .map(({ code }) => code);

      expect(codes(health)).toEqual(codes(own));
      expect(health.ingress.controller).toMatchObject({ namespace: 'infra' });
      expect(
        health.workloads.find(({ id }) => id === 'ingress-nginx'),
      ).toMatchObject({ pods: 2 });
      expect(
        health.contract.filter(
          ({ row, outcome }) =>
            ['F14', 'F15', 'F16'].includes(row) && outcome !== 'holds',
        ),
      ).toEqual([]);
    },
  );

  it.each(['deployments', 'daemonSets'] as const)(
    'are not taken for intruders while %s cannot be read',
    source => {
      const { ingressController: _, ...facts } = factsWith(false);
      const { findings, policies, contract } = assess(
        unread({ ...clusterWith(), facts }, source),
        aSpec(),
        { now },
      );

      expect(
        findings.filter(({ severity }) => severity === 'critical'),
      ).toEqual([]);
      expect(policies.filter(({ state }) => state !== 'inForce')).toMatchObject(
        [
          { name: 'li-instance-isolation', state: 'unknown' },
          { name: 'allow-from-ingress', state: 'unknown' },
        ],
      );
      expect(contract.find(({ row }) => row === 'N19')).toMatchObject({
        outcome: 'notJudgeable',
        isUnproven: true,
        explanation: expect.stringContaining('ingress controller'),
      });
    },
  );

  it('do not include a webhook of something else', () => {
    const webhook = aController({
      namespace: 'knative',
      podLabels: { [NAME]: 'webhook' },
      images: ['gcr.io/knative/webhook:1'],
    });

    expect(
      findCertManager(perfectSnapshot(aSpec(), { controllers: [webhook] })),
    ).toEqual({});
  });
});
