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

import { TestCluster } from '../__testUtils__/TestCluster';
import { namespace } from '../demo/manifests';
import { Pod } from '../controllers/kinds';

const secure = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};
const securePod = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

describe('Pod Security', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = new TestCluster();
    cluster.apply(
      namespace('restricted', {
        'pod-security.kubernetes.io/enforce': 'restricted',
      }),
      namespace('baseline', {
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/enforce-version': 'v1.34',
      }),
      namespace('open', { 'pod-security.kubernetes.io/enforce': 'privileged' }),
    );
  });

  afterEach(() => cluster.close());

  const create = (
    space: string,
    spec: Partial<Pod['spec']> = {},
    container: object = {},
  ) =>
    cluster.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', namespace: space },
      spec: {
        containers: ['a', 'b'].map(name => ({
          name,
          image: 'example.org/a:1',
          ...container,
        })),
        ...spec,
      },
    });

  it('says all that a plain pod lacks, in the words of the API server', () => {
    expect(() => create('restricted')).toThrow(
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or containers "a", "b" must set securityContext.runAsNonRoot=true), seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
  });

  it('lets a pod in that says what it has to, and every pod elsewhere', () => {
    expect(() => {
      create(
        'restricted',
        { securityContext: securePod },
        { securityContext: secure },
      );
      create('baseline');
      create('open', { hostNetwork: true });
      create('matrix', { hostNetwork: true });
    }).not.toThrow();
  });

  it.each<[string, object, object, string]>([
    [
      'the host network and its ports',
      { hostNetwork: true },
      { ports: [{ containerPort: 80 }] },
      'violates PodSecurity "baseline:v1.34": host namespaces (hostNetwork=true), hostPort (containers "a", "b" use hostPort 80)',
    ],
    [
      'privileges and capabilities',
      {},
      {
        securityContext: {
          privileged: true,
          capabilities: { add: ['NET_ADMIN', 'CHOWN'] },
        },
      },
      'non-default capabilities (containers "a", "b" must not include "NET_ADMIN" in securityContext.capabilities.add), privileged (containers "a", "b" must not set securityContext.privileged=true)',
    ],
    [
      'folders of the host',
      { volumes: [{ name: 'etc', hostPath: { path: '/etc' } }] },
      {},
      'hostPath volumes (volume "etc")',
    ],
    [
      'no seccomp profile',
      { securityContext: { seccompProfile: { type: 'Unconfined' } } },
      {},
      'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
  ])('baseline forbids %s', (_, spec, container, message) => {
    expect(() => create('baseline', spec, container)).toThrow(message);
  });

  it.each<[string, object, object, string]>([
    [
      'a capability beyond the one for low ports',
      {},
      {
        ...secure,
        capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN'] },
      },
      'unrestricted capabilities (containers "a", "b" must not include "CHOWN" in securityContext.capabilities.add)',
    ],
    [
      'root, asked for by the pod and by containers',
      { runAsNonRoot: false },
      { ...secure, runAsNonRoot: false },
      'runAsNonRoot != true (pod and containers "a", "b" must not set securityContext.runAsNonRoot=false)',
    ],
    [
      'user 0',
      { runAsUser: 0 },
      secure,
      'runAsUser=0 (pod must not set runAsUser=0)',
    ],
  ])('restricted forbids %s', (_, podContext, context, message) => {
    expect(() =>
      create(
        'restricted',
        { securityContext: { ...securePod, ...podContext } },
        { securityContext: context },
      ),
    ).toThrow(`violates PodSecurity "restricted:latest": ${message}`);
  });

  it('restricted names each kind of volume that it does not allow', () => {
    expect(() =>
      create(
        'restricted',
        {
          securityContext: securePod,
          volumes: [
            { name: 'tmp' },
            { name: 'etc', hostPath: { path: '/etc' } },
          ],
        },
        { securityContext: secure },
      ),
    ).toThrow(
      'violates PodSecurity "restricted:latest": restricted volume types (volume "etc" uses restricted volume type "hostPath")',
    );
  });
});
