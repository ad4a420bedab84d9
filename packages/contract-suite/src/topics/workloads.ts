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

import { Topic } from './Topic';
import { at, createNamespace, listAt, until } from './helpers';

const NAMESPACE = 'contract-workloads';
const CONTAINER = { name: 'c', image: 'i:1' };

const deployments = (name: string) =>
  `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/${name}`;

const deployment = (spec: object, pod: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'wrong' },
  spec: {
    selector: { matchLabels: { app: 'wrong' } },
    template: {
      metadata: { labels: { app: 'wrong' } },
      spec: { containers: [CONTAINER], ...pod },
    },
    ...spec,
  },
});

const rolling = (rollingUpdate: object) => ({
  strategy: { type: 'RollingUpdate', rollingUpdate },
});

const container = (fields: object) => ({
  containers: [{ ...CONTAINER, ...fields }],
});

type Case = [what: string, object: object, problem: string];

/** What forms and patches get wrong in a Deployment, beyond its schema. */
const specs: readonly Case[] = [
  [
    'replicas',
    { replicas: -1 },
    'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'a strategy',
    { strategy: { type: 'Other' } },
    'spec.strategy: Unsupported value: {"Type":"Other","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
  ],
  [
    'a rolling update that moves nothing',
    rolling({ maxSurge: 0, maxUnavailable: 0 }),
    'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
  ],
  [
    'a share of more than all',
    rolling({ maxUnavailable: '150%' }),
    'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "150%": must not be greater than 100%',
  ],
  [
    'a deadline before anything is ready',
    { minReadySeconds: 20, progressDeadlineSeconds: 10 },
    'spec.progressDeadlineSeconds: Invalid value: 10: must be greater than minReadySeconds',
  ],
];

const pods: readonly Case[] = [
  ['no containers', { containers: [] }, 'containers: Required value'],
  [
    'requests above their limits',
    container({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
    'containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
  ],
  [
    "a node's port that is another one",
    {
      hostNetwork: true,
      ...container({ ports: [{ containerPort: 80, hostPort: 81 }] }),
    },
    'containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
  ],
  [
    "a node's port twice",
    container({
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
    }),
    'containers[0].ports[1].hostPort: Duplicate value: "TCP//80"',
  ],
  [
    'a way to pull',
    container({ imagePullPolicy: 'Sometimes' }),
    'containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"',
  ],
  [
    'a probe of nothing',
    container({ readinessProbe: {} }),
    'containers[0].readinessProbe: Required value: must specify a handler type',
  ],
  [
    'a probe of two things',
    container({
      readinessProbe: { httpGet: { port: 1 }, tcpSocket: { port: 1 } },
    }),
    'containers[0].readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type',
  ],
  [
    'a spread',
    {
      topologySpreadConstraints: [
        { maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' },
      ],
    },
    'topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero',
  ],
  [
    'a toleration',
    { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
    'tolerations[0].operator: Invalid value: "b": value must be empty when `operator` is \'Exists\'',
  ],
  [
    'a toleration of everything',
    { tolerations: [{ value: 'b' }] },
    'tolerations[0].operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"',
  ],
  [
    'no DNS',
    { dnsPolicy: 'None' },
    'dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None',
  ],
  [
    'a value from two places',
    container({
      env: [
        {
          name: 'A',
          value: '1',
          valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
        },
      ],
    }),
    'containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
  ],
];

const wrong = (kind: string, name: string, problem: string) => ({
  status: 422,
  body: { message: `${kind} "${name}" is invalid: ${problem}` },
});

export const workloads: Topic = server => {
  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it.each(specs)('are refused with wrong %s', async (_, spec, problem) => {
    expect(
      await server().api.apply(deployments('wrong'), deployment(spec, {})),
    ).toMatchObject(wrong('Deployment.apps', 'wrong', problem));
  });

  it.each(pods)('are refused with wrong pods: %s', async (_, pod, problem) => {
    expect(
      await server().api.apply(deployments('wrong'), deployment({}, pod)),
    ).toMatchObject(
      wrong('Deployment.apps', 'wrong', `spec.template.spec.${problem}`),
    );
  });

  it('are refused with an amount that is none, as an error of the server', async () => {
    const pod = container({ resources: { requests: { cpu: 'much' } } });
    const problem =
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    const { api } = server();

    expect(
      await api.apply(deployments('wrong'), deployment({}, pod)),
    ).toMatchObject({
      status: 500,
      body: {
        message: `failed to convert new object (/wrong; apps/v1, Kind=Deployment) to proper version: unable to convert unstructured object to apps/v1, Kind=Deployment: ${problem}`,
      },
    });
    expect(
      await api.create(
        `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`,
        deployment({}, pod),
      ),
    ).toMatchObject({
      status: 400,
      body: {
        message: `Deployment in version "v1" cannot be handled as a Deployment: ${problem}`,
      },
    });
  });

  it.each([
    [
      -1,
      'spec.minAvailable: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      '150%',
      'spec.minAvailable: Invalid value: "150%": must not be greater than 100%',
    ],
    [
      'most',
      "spec.minAvailable: Invalid value: \"most\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
    ],
  ])('do not keep %s pods available', async (minAvailable, problem) => {
    expect(
      await server().api.apply(
        `/apis/policy/v1/namespaces/${NAMESPACE}/poddisruptionbudgets/wrong`,
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: { name: 'wrong' },
          spec: { minAvailable },
        },
      ),
    ).toMatchObject(wrong('PodDisruptionBudget.policy', 'wrong', problem));
  });

  describe('and their Services', () => {
    const services = (name: string) =>
      `/api/v1/namespaces/${NAMESPACE}/services/${name}`;
    const service = (name: string, spec: object) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec },
    });

    it.each<Case>([
      [
        'a policy for traffic that does not come',
        { externalTrafficPolicy: 'Local' },
        'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
      ],
      [
        'an address of another network',
        { clusterIP: '192.0.2.7' },
        'spec.clusterIPs: Invalid value: ["192.0.2.7"]: failed to allocate IP 192.0.2.7: the provided network does not match the current range',
      ],
      [
        'an address that is none',
        { clusterIP: 'somewhere' },
        'spec.clusterIPs[0]: Invalid value: "somewhere": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
      [
        'a range that is none',
        { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0/8'] },
        'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0/8": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ],
    ])('are refused with %s', async (_, spec, problem) => {
      expect(
        await server().api.apply(services('wrong'), service('wrong', spec)),
      ).toMatchObject(wrong('Service', 'wrong', problem));
    });

    it('give back their ports and address with their type', async () => {
      const { api } = server();
      await api.apply(
        services('moving'),
        service('moving', { type: 'LoadBalancer' }),
      );
      await api.request('PATCH', `${services('moving')}/status`, {
        body: {
          status: { loadBalancer: { ingress: [{ ip: '192.0.2.240' }] } },
        },
        contentType: 'application/merge-patch+json',
      });
      await until(
        'the address is there',
        () => api.get(services('moving')),
        ({ body }) =>
          listAt(body, 'status', 'loadBalancer', 'ingress').length > 0,
      );

      const { body } = await api.apply(
        services('moving'),
        service('moving', { type: 'ClusterIP' }),
      );

      expect(at(body, 'status')).toEqual({ loadBalancer: {} });
      expect(at(body, 'spec', 'ports', 0)).toEqual({
        port: 80,
        protocol: 'TCP',
        targetPort: 80,
      });
      expect(at(body, 'spec', 'allocateLoadBalancerNodePorts')).toBeUndefined();
    });
  });

  describe('and their rights', () => {
    const group = 'rbac.authorization.k8s.io';
    const roles = `/apis/${group}/v1/namespaces/${NAMESPACE}/roles/wrong`;
    const role = (rule: object) => ({
      apiVersion: `${group}/v1`,
      kind: 'Role',
      metadata: { name: 'wrong' },
      rules: [rule],
    });

    it.each<Case>([
      [
        'nothing to do',
        { apiGroups: [''], resources: ['pods'] },
        'rules[0].verbs: Required value: verbs must contain at least one value',
      ],
      [
        'nothing to do it with',
        { apiGroups: [''], verbs: ['get'] },
        'rules[0].resources: Required value: resource rules must supply at least one resource',
      ],
      [
        "the server's own addresses in a namespace",
        { nonResourceURLs: ['/metrics'], verbs: ['get'] },
        'rules[0].nonResourceURLs: Invalid value: ["/metrics"]: namespaced rules cannot apply to non-resource URLs',
      ],
    ])('are refused with %s', async (_, rule, problem) => {
      expect(await server().api.apply(roles, role(rule))).toMatchObject(
        wrong(`Role.${group}`, 'wrong', problem),
      );
    });
  });
};
