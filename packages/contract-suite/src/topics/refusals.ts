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
import {
  at,
  configMap,
  configMaps,
  createNamespace,
  refusal,
  until,
} from './helpers';

const NAMESPACE = 'contract-refusals';
const USER = 'system:serviceaccount:default:sandbox';

const quota = (name: string, hard: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name },
  spec: { hard },
});

const pod = (name: string, resources?: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'a', image: 'a:1', resources }] },
});

export const refusals: Topic = server => {
  /** A namespace has its service account a moment later; no pod goes in before. */
  const createPod = (namespace: string, object: object) =>
    until(
      'the namespace takes pods',
      () => server().api.create(`/api/v1/namespaces/${namespace}/pods`, object),
      ({ body }) =>
        !JSON.stringify(body).includes('error looking up service account'),
    );

  beforeAll(async () => {
    const { api } = server();
    await createNamespace(api, NAMESPACE);
  });

  it.each([
    [
      'list',
      { group: '', resource: 'pods' },
      'GET',
      '/api/v1/pods',
      `pods is forbidden: User "${USER}" cannot list resource "pods" in API group "" at the cluster scope`,
      { kind: 'pods' },
    ],
    [
      'list in a namespace',
      { group: 'apps', resource: 'deployments' },
      'GET',
      `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`,
      `deployments.apps is forbidden: User "${USER}" cannot list resource "deployments" in API group "apps" in the namespace "${NAMESPACE}"`,
      { group: 'apps', kind: 'deployments' },
    ],
    [
      'get',
      { group: '', resource: 'configmaps' },
      'GET',
      configMaps(NAMESPACE, 'a'),
      `configmaps "a" is forbidden: User "${USER}" cannot get resource "configmaps" in API group "" in the namespace "${NAMESPACE}"`,
      { name: 'a', kind: 'configmaps' },
    ],
    [
      'get of the whole cluster',
      {
        group: 'rbac.authorization.k8s.io',
        resource: 'clusterroles',
      },
      'GET',
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/a',
      `clusterroles.rbac.authorization.k8s.io "a" is forbidden: User "${USER}" cannot get resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope`,
      { name: 'a', group: 'rbac.authorization.k8s.io', kind: 'clusterroles' },
    ],
    [
      'delete',
      { group: 'batch', resource: 'jobs' },
      'DELETE',
      `/apis/batch/v1/namespaces/${NAMESPACE}/jobs/a`,
      `jobs.batch "a" is forbidden: User "${USER}" cannot delete resource "jobs" in API group "batch" in the namespace "${NAMESPACE}"`,
      { name: 'a', group: 'batch', kind: 'jobs' },
    ],
  ] as const)(
    'by RBAC name verb, resource and namespace: %s',
    async (_, rule, method, path, message, details) => {
      await server().forbidden(rule, async api => {
        expect(await api.request(method, path)).toMatchObject(
          refusal(403, 'Forbidden', message, details),
        );
      });
    },
  );

  it('by RBAC strike an apply as a patch', async () => {
    const rule = { group: '', resource: 'configmaps' };
    await server().forbidden(rule, async api => {
      expect(
        await api.apply(configMaps(NAMESPACE, 'a'), configMap('a'), {
          dryRun: true,
        }),
      ).toMatchObject(
        refusal(
          403,
          'Forbidden',
          `configmaps "a" is forbidden: User "${USER}" cannot patch resource "configmaps" in API group "" in the namespace "${NAMESPACE}"`,
        ),
      );
    });
  });

  it('by quota say what was asked for, used and limited', async () => {
    const { api } = server();
    await api.create(
      `/api/v1/namespaces/${NAMESPACE}/resourcequotas`,
      quota('few', { 'count/secrets': '0', pods: '1', 'requests.cpu': '1' }),
    );
    await until(
      'the quota is counted',
      () =>
        api.get(`/api/v1/namespaces/${NAMESPACE}/resourcequotas/few/status`),
      ({ body }) => JSON.stringify(body).includes('"used"'),
    );

    expect(
      await createPod(NAMESPACE, pod('big', { requests: { cpu: '2' } })),
    ).toMatchObject(
      refusal(
        403,
        'Forbidden',
        'pods "big" is forbidden: exceeded quota: few, requested: requests.cpu=2, used: requests.cpu=0, limited: requests.cpu=1',
        { name: 'big', kind: 'pods' },
      ),
    );
    expect(await createPod(NAMESPACE, pod('unsized'))).toMatchObject(
      refusal(
        403,
        'Forbidden',
        'pods "unsized" is forbidden: failed quota: few: must specify requests.cpu for: a',
      ),
    );
  });

  describe('by quota of Services', () => {
    const namespace = 'contract-service-quota';
    const services = (name: string) =>
      `/api/v1/namespaces/${namespace}/services/${name}`;
    const service = (name: string, type: string, ports = [80]) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        type,
        selector: { app: name },
        ports: ports.map(port => ({ name: `port-${port}`, port })),
      },
    });
    const refused = (name: string, rest: string) =>
      refusal(
        403,
        'Forbidden',
        `services "${name}" is forbidden: exceeded quota: services, ${rest}`,
      );

    beforeAll(async () => {
      const { api } = server();
      await createNamespace(api, namespace);
      await api.create(
        `/api/v1/namespaces/${namespace}/resourcequotas`,
        quota('services', {
          'services.nodeports': '1',
          'services.loadbalancers': '0',
        }),
      );
      await until(
        'the quota is counted',
        () =>
          api.get(`/api/v1/namespaces/${namespace}/resourcequotas/services`),
        ({ body }) => JSON.stringify(body).includes('"used"'),
      );
    });

    it('count load balancers', async () => {
      expect(
        await server().api.apply(
          services('balanced'),
          service('balanced', 'LoadBalancer'),
        ),
      ).toMatchObject(
        refused(
          'balanced',
          'requested: services.loadbalancers=1, used: services.loadbalancers=0, limited: services.loadbalancers=0',
        ),
      );
    });

    it('count node ports one by one, also those that come later', async () => {
      const { api } = server();
      expect(
        await api.apply(
          services('both'),
          service('both', 'NodePort', [80, 443]),
        ),
      ).toMatchObject(
        refused(
          'both',
          'requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1',
        ),
      );
      expect(
        await api.apply(services('one'), service('one', 'NodePort')),
      ).toMatchObject({ status: 201 });
      await until(
        'the port is counted',
        () =>
          api.get(`/api/v1/namespaces/${namespace}/resourcequotas/services`),
        ({ body }) => at(body, 'status', 'used', 'services.nodeports') === '1',
      );
      expect(
        await api.apply(services('one'), service('one', 'NodePort', [80, 443])),
      ).toMatchObject(
        refused(
          'one',
          'requested: services.nodeports=1, used: services.nodeports=1, limited: services.nodeports=1',
        ),
      );
    });
  });

  describe('by LimitRange', () => {
    const namespace = 'contract-limits';

    beforeAll(async () => {
      const { api } = server();
      await createNamespace(api, namespace);
      await api.create(`/api/v1/namespaces/${namespace}/limitranges`, {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'sizes' },
        spec: {
          limits: [
            {
              type: 'Container',
              defaultRequest: { cpu: '100m' },
              default: { cpu: '500m' },
              min: { cpu: '50m' },
              max: { cpu: '1', memory: '1Gi' },
              maxLimitRequestRatio: { cpu: '10' },
            },
          ],
        },
      });
      // The server knows it from a watch, a moment later.
      await until(
        'pods are limited',
        () =>
          api.create(
            `/api/v1/namespaces/${namespace}/pods`,
            pod('probe', { limits: { cpu: '2' } }),
            { dryRun: 'All' },
          ),
        ({ body }) => JSON.stringify(body).includes('maximum cpu usage'),
      );
    });

    it('come after what it gives to those that say nothing', async () => {
      expect(await createPod(namespace, pod('plain'))).toMatchObject({
        status: 201,
        body: {
          metadata: {
            annotations: {
              'kubernetes.io/limit-ranger':
                'LimitRanger plugin set: cpu, memory request for container a; cpu, memory limit for container a',
            },
          },
          spec: {
            containers: [
              {
                resources: {
                  requests: { cpu: '100m', memory: '1Gi' },
                  limits: { cpu: '500m', memory: '1Gi' },
                },
              },
            ],
          },
        },
      });
    });

    it.each([
      [
        { limits: { cpu: '2' } },
        'maximum cpu usage per Container is 1, but limit is 2',
      ],
      [
        { requests: { cpu: '10m' }, limits: { cpu: '20m' } },
        'minimum cpu usage per Container is 50m, but request is 10m',
      ],
      [
        { requests: { cpu: '50m' }, limits: { cpu: '1' } },
        'cpu max limit to request ratio per Container is 10, but provided ratio is 20.000000',
      ],
    ])(
      'name what is too much or too little: %j',
      async (resources, problem) => {
        expect(
          await createPod(namespace, pod('sized', resources)),
        ).toMatchObject(
          refusal(403, 'Forbidden', `pods "sized" is forbidden: ${problem}`, {
            name: 'sized',
            kind: 'pods',
          }),
        );
      },
    );
  });

  it('by pod security say which level, and what is against it', async () => {
    const { api } = server();
    const namespace = 'contract-restricted';
    await createNamespace(api, namespace, {
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(await createPod(namespace, pod('loose'))).toMatchObject(
      refusal(
        403,
        'Forbidden',
        'pods "loose" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
      ),
    );
  });
};
