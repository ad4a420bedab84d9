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
