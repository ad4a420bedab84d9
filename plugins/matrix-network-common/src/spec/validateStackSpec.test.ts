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

import fc from 'fast-check';
import { StackSpecInput } from './StackSpec';
import { validateStackSpec } from './validateStackSpec';

const required = {
  name: 'chat-eu',
  kubernetesCluster: 'sandbox',
  domain: 'chat.example.org',
  targetCcu: 5000,
};

function issueOf(input: object) {
  const { issues, spec } = validateStackSpec({ ...required, ...input });
  expect(spec).toBeUndefined();
  expect(issues).toHaveLength(1);
  return issues[0];
}

describe('validateStackSpec', () => {
  it('fills in every default', () => {
    const { spec, issues } = validateStackSpec(required);
    expect(issues).toEqual([]);
    expect(spec).toMatchObject({
      namespace: 'matrix',
      workloads: { lawfulInterception: true, haproxy: false },
      ingress: {
        release: '1.15.1',
        exposure: 'nodePort',
        nodePorts: { http: 30080, https: 30443 },
      },
      certificates: {
        management: 'install',
        release: '1.21.1',
        issuer: 'letsencrypt-prod',
      },
      network: { nodeLocalDns: true, liReplicationFromMain: false },
      images: { registry: null },
      monitoring: { prometheusNamespace: 'monitoring' },
      contract: [],
    });
  });

  it('takes its own output again, unchanged', () => {
    const { spec } = validateStackSpec(required);
    expect(validateStackSpec(spec).spec).toEqual(spec);
  });

  it.each<[string, object, string]>([
    ['name', { name: 'Chat' }, "'Chat' is not accepted: expected a DNS label"],
    ['name', { name: 'a'.repeat(64) }, 'at most 63'],
    ['name', { name: undefined }, 'is missing: expected a text'],
    ['kubernetesCluster', { kubernetesCluster: '' }, 'clusterLocatorMethods'],
    ['namespace', { namespace: 'kube-system' }, 'default-deny-all'],
    ['namespace', { namespace: 'ingress-nginx' }, 'default-deny-all'],
    ['namespace', { namespace: 'a.b' }, 'DNS label'],
    ['domain', { domain: 'localhost' }, 'such as chat.example.org'],
    ['contactEmail', { contactEmail: 'a@example.com' }, 'forbidden'],
    ['targetCcu', { targetCcu: 0 }, '0 is not accepted: expected 1 or more'],
    ['targetCcu', { targetCcu: 1.5 }, 'expected a whole number'],
    [
      'targetCcu',
      { targetCcu: '5000' },
      "'5000' is not accepted: expected a number",
    ],
    ['targetCcu', { targetCcu: 1e7 }, 'expected 1000000 or less'],
    ['targetCcu', { targetCcu: undefined }, 'is missing: expected a number'],
    [
      'workloads.liveKit',
      { workloads: { liveKit: 'yes' } },
      'expected true or false',
    ],
    [
      'workloads.livekit',
      { workloads: { livekit: true } },
      'did you mean liveKit?',
    ],
    ['ingres', { ingres: {} }, 'did you mean ingress?'],
    ['colour', { colour: 'red' }, 'accepted: name, kubernetesCluster'],
    [
      'ingress.exposure',
      { ingress: { exposure: 'nodeport' } },
      'expected nodePort or loadBalancer or nodeLocal',
    ],
    [
      'ingress.release',
      { ingress: { release: 'v1.15.1' } },
      "without the leading 'v'",
    ],
    ['ingress.release', { ingress: { release: '9.9.9' } }, 'accepted: '],
    [
      'ingress.nodePorts.http',
      { ingress: { nodePorts: { http: 80 } } },
      '80 is not accepted: expected a port of the NodePort range, 30000 to 32767',
    ],
    [
      'ingress.nodePorts.https',
      { ingress: { nodePorts: { http: 30000, https: 30000 } } },
      'already',
    ],
    [
      'certificates.issuer',
      { certificates: { issuer: 'letsencrypt' } },
      'letsencrypt-staging',
    ],
    [
      'certificates.organisationCaSecret',
      { certificates: { issuer: 'organisation-ca' } },
      'is missing',
    ],
    [
      'certificates.organisationCaSecret',
      { certificates: { organisationCaSecret: 'ca' } },
      'no use for it',
    ],
    [
      'certificates.issuer',
      { certificates: { issuer: 'organisation-ca', management: 'external' } },
      'no cert-manager',
    ],
    ['certificates.wildcard', { certificates: { wildcard: true } }, 'HTTP-01'],
    [
      'network.podCidrs[1]',
      { network: { podCidrs: ['10.0.0.0/8', '10.0.0.0'] } },
      'CIDR',
    ],
    [
      'network.podCidrs[0]',
      { network: { podCidrs: ['0.0.0.0/0'] } },
      'wider than',
    ],
    [
      'network.nodeCidrs[0]',
      { network: { nodeCidrs: ['128.0.0.0/1'] } },
      'wider than',
    ],
    [
      'network.apiServers[0]',
      { network: { apiServers: ['api.example.org'] } },
      '192.0.2.10:6443',
    ],
    [
      'network.dnsServers[0]',
      { network: { dnsServers: ['dns'] } },
      'IPv4 or IPv6',
    ],
    [
      'network.liReplicationFromMain',
      {
        workloads: { lawfulInterception: false },
        network: { liReplicationFromMain: true },
      },
      'no LI database',
    ],
    [
      'images.registry',
      { images: { registry: 'https://r.example.org' } },
      'without a scheme',
    ],
    [
      'monitoring.prometheusNamespace',
      { monitoring: { prometheusNamespace: 'matrix' } },
      'default-deny-all',
    ],
  ])(
    'names the field %s, the value and what is accepted: %j',
    (field, input, text) => {
      const issue = issueOf(input);
      expect(issue.field).toBe(field);
      expect(issue.message).toContain(text);
    },
  );

  it('lists every bad field at once', () => {
    const { issues } = validateStackSpec({
      name: 1,
      domain: 'x',
      targetCcu: -1,
    });
    expect(issues.map(({ field }) => field)).toEqual([
      'name',
      'kubernetesCluster',
      'domain',
      'targetCcu',
    ]);
  });

  it.each([null, undefined, 'text', 5, []])('refuses %j as a whole', input => {
    const { issues, spec } = validateStackSpec(input);
    expect(spec).toBeUndefined();
    expect(issues.map(({ field }) => field)).toEqual(['spec']);
  });

  it('never throws, whatever it is given, and shows values cut short', () => {
    fc.assert(
      fc.property(fc.anything(), input => {
        const { issues } = validateStackSpec(input);
        expect(issues.length).toBeGreaterThan(0);
      }),
    );
    const { issues } = validateStackSpec({
      ...required,
      name: 'x'.repeat(5000),
    });
    expect(issues[0].message.length).toBeLessThan(400);
  });
});

describe('Warnings of validateStackSpec', () => {
  const codes = (input: Partial<StackSpecInput>, facts = {}) =>
    validateStackSpec({ ...required, ...input }, facts).warnings.map(
      ({ code }) => code,
    );
  const empty = {
    apiServers: [],
    podCidrs: [],
    serviceCidrs: [],
    nodeCidrs: [],
  };
  const known = {
    apiServers: [{ address: '10.96.0.1', port: 443 }],
    podCidrs: ['10.244.0.0/16'],
    serviceCidrs: ['10.96.0.0/12'],
    nodeCidrs: ['192.168.0.0/24'],
  };

  it('say what a default spec should know of', () => {
    expect(codes({}, known)).toEqual([
      'http01-port80',
      'release-end-of-life',
      'acme-contact-missing',
      'staging-first',
    ]);
  });

  it('fall silent where nothing is left to say but that the controller is retired', () => {
    expect(
      codes(
        {
          certificates: { issuer: 'selfsigned' },
        },
        known,
      ),
    ).toEqual(['release-end-of-life']);
    expect(
      codes(
        {
          contactEmail: 'ops@example-messenger.org',
          ingress: { port80Forwarded: true },
          certificates: { issuer: 'letsencrypt-staging' },
        },
        known,
      ),
    ).toEqual(['release-end-of-life']);
  });

  it.each<[string, Partial<StackSpecInput>, object]>([
    ['release-vulnerable', { ingress: { release: '1.11.1' } }, known],
    ['ccu-above-table', { targetCcu: 20_001 }, known],
    ['node-local-addresses', { ingress: { exposure: 'nodeLocal' } }, known],
    ['node-addresses-unknown', { ingress: { exposure: 'nodeLocal' } }, empty],
    ['api-servers-unknown', {}, empty],
    ['cluster-range-unknown', {}, empty],
    [
      'contract-row-without-workload',
      {
        contract: [
          {
            id: 'T1',
            source: 'sygnal',
            destination: 'redis',
            port: 6379,
            expectation: 'mustNotWork',
            why: 'Push has no business with Redis.',
          },
        ],
      },
      known,
    ],
  ])('give %s for %j', (code, input, facts) => {
    expect(codes(input, facts)).toContain(code);
    expect(codes({}, known)).not.toContain(code);
  });

  it('do not complain of a cluster that was not asked', () => {
    expect(codes({})).not.toContain('api-servers-unknown');
  });

  it('do not advise a node-local controller to one who has it', () => {
    expect(
      codes({ targetCcu: 50_000, ingress: { exposure: 'nodeLocal' } }, known),
    ).not.toContain('ccu-above-table');
  });
});

describe('What others have installed', () => {
  const component = (namespace: string, hostNetwork = false) => ({
    version: '1.13.2',
    namespace,
    owner: 'Helm release web',
    pods: { labels: { app: 'web' }, hostNetwork },
  });
  const check = (facts: object, input: Partial<StackSpecInput> = {}) =>
    validateStackSpec({ ...required, ...input }, facts);

  it('is no matter where policies know it by its labels', () => {
    const { issues, warnings } = check({
      nodeCidrs: [],
      ingressController: component('infra'),
      certManager: component('pki'),
    });
    expect(issues).toEqual([]);
    expect(warnings.map(({ code }) => code)).not.toContain(
      'node-local-addresses',
    );
  });

  it('is refused on the host network of unknown nodes, naming the field to give', () => {
    const facts = {
      nodeCidrs: [],
      ingressController: component('infra', true),
    };

    const [issue, ...others] = check(facts).issues;
    expect(others).toEqual([]);
    expect(issue.field).toBe('network.nodeCidrs');
    expect(issue.message).toMatch(/namespace infra.* would cut it off/);
    expect(
      check(facts, { network: { nodeCidrs: ['192.168.0.0/24'] } }).issues,
    ).toEqual([]);
  });

  it('is warned of on the host network of nodes that are known', () => {
    const { issues, warnings } = check({
      nodeCidrs: ['192.168.0.0/24'],
      ingressController: component('infra', true),
    });
    expect(issues).toEqual([]);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'node-local-addresses',
        field: 'network.nodeCidrs',
        message: expect.stringContaining('namespace infra'),
      }),
    );
  });

  it('is warned of where there are several, of which policies know one', () => {
    const { warnings } = check({
      ingressController: { ...component('infra'), others: ['edge/web'] },
    });
    expect(warnings).toContainEqual({
      code: 'other-ingress-controllers',
      field: 'ingress',
      message: expect.stringMatching(/in namespace infra, and not edge\/web/),
    });
  });

  it('is refused where several may be the one that serves, with all their names', () => {
    const { issues, warnings } = check({
      ingressController: {
        ...component('infra'),
        others: ['edge/web'],
        tied: ['infra/web', 'edge/web'],
      },
    });
    expect(issues).toEqual([
      {
        field: 'ingress',
        message: expect.stringMatching(
          /infra\/web, edge\/web all run .* scale the others to 0/,
        ),
      },
    ]);
    expect(warnings.map(({ code }) => code)).not.toContain(
      'other-ingress-controllers',
    );
  });

  it('is refused where no label tells its pods from others of its namespace', () => {
    const ingressController = {
      ...component('infra'),
      pods: { labels: {}, hostNetwork: false },
    };
    expect(check({ ingressController }).issues).toEqual([
      {
        field: 'ingress',
        message: expect.stringMatching(
          /namespace infra, .*every pod of that namespace; expected labels/,
        ),
      },
    ]);
  });

  it('is not spoken of as node-local where the stack brings no controller', () => {
    const { warnings } = check(
      { nodeCidrs: [], ingressController: component('infra') },
      { ingress: { exposure: 'nodeLocal' } },
    );
    expect(warnings.map(({ code }) => code)).not.toContain(
      'node-addresses-unknown',
    );
  });

  it.each(['ingressController', 'certManager'])(
    'is refused in the Matrix namespace, which closes: %s',
    field => {
      const facts = { [field]: component('matrix') };
      expect(check(facts).issues).toEqual([
        {
          field: 'namespace',
          message: expect.stringMatching(
            /^'matrix' is not accepted: .*Helm release web.* cut it off/,
          ),
        },
      ]);
      expect(check(facts, { namespace: 'messenger' }).issues).toEqual([]);
    },
  );

  it('may be a cert-manager anywhere that is not used', () => {
    expect(
      check(
        { certManager: component('matrix') },
        { certificates: { management: 'external' } },
      ).issues,
    ).toEqual([]);
  });
});

describe("A team's own contract rows", () => {
  const row = {
    id: 'T1',
    source: 'element-web',
    destination: { namespace: 'billing', podLabels: { app: 'api' } },
    port: 8080,
    expectation: 'mustNotWork',
    why: 'The web client has no business with billing.',
  };

  it('are taken, TCP by default', () => {
    const { spec } = validateStackSpec({ ...required, contract: [row] });
    expect(spec?.contract).toEqual([{ ...row, protocol: 'TCP' }]);
  });

  it.each<[string, object, string]>([
    ['contract[0].id', { id: 'F3' }, 'belong to the product'],
    ['contract[0].id', { id: 'a b' }, 'short id'],
    [
      'contract[0].source',
      { source: 'nobody' },
      "'nobody' is not accepted: expected the id of a workload",
    ],
    ['contract[0].source', { source: 5 }, 'expected the id of a workload'],
    [
      'contract[0].destination',
      { destination: { labels: {} } },
      'expected the id of a workload',
    ],
    ['contract[0].port', { port: 70000 }, 'expected 65535 or less'],
    ['contract[0].protocol', { protocol: 'tcp' }, 'TCP or UDP or SCTP'],
    [
      'contract[0].expectation',
      { expectation: 'deny' },
      'mustWork or mustNotWork',
    ],
    ['contract[0].why', { why: '' }, 'expected 1 characters or more'],
  ])('get %s refused: %j', (field, change, text) => {
    const issue = issueOf({ contract: [{ ...row, ...change }] });
    expect(issue.field).toBe(field);
    expect(issue.message).toContain(text);
  });

  it('must not share an id', () => {
    const issue = issueOf({ contract: [row, row] });
    expect(issue.field).toBe('contract[1].id');
  });
});
