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

import { CountedKind, usedOf } from '../admission/resourceQuota';
import { amountOf } from '../admission/quotaUsage';
import { formatQuantity } from '../schema/quantity';
import { Controller, keyOf } from './Controller';
import {
  CONFIG_MAP,
  DAEMON_SET,
  DEPLOYMENT,
  INGRESS,
  JOB,
  NETWORK_POLICY,
  POD,
  RESOURCE_QUOTA,
  SECRET,
  SERVICE,
  SERVICE_ACCOUNT,
  STATEFUL_SET,
} from './kinds';

const MANAGER = 'kube-controller-manager';

/** Kinds whose use is shown in a quota's status. Admission counts every kind by itself. */
const shown: readonly CountedKind[] = [
  { kind: POD, resource: 'pods' },
  { kind: SERVICE, resource: 'services' },
  { kind: CONFIG_MAP, resource: 'configmaps' },
  { kind: SECRET, resource: 'secrets' },
  { kind: SERVICE_ACCOUNT, resource: 'serviceaccounts' },
  { kind: JOB, resource: 'jobs.batch' },
  { kind: DEPLOYMENT, resource: 'deployments.apps' },
  { kind: DAEMON_SET, resource: 'daemonsets.apps' },
  { kind: STATEFUL_SET, resource: 'statefulsets.apps' },
  { kind: INGRESS, resource: 'ingresses.networking.k8s.io' },
  { kind: NETWORK_POLICY, resource: 'networkpolicies.networking.k8s.io' },
];

/** ResourceQuota → its status: what it limits, and how much of that is used. */
export const resourceQuotaController: Controller = {
  name: 'resourcequota',
  keysFor: ({ object }, { state }) =>
    object.kind === 'ResourceQuota'
      ? [keyOf(object)]
      : state
          .list(RESOURCE_QUOTA, { namespace: object.metadata.namespace })
          .filter(() => shown.some(({ kind }) => kind.kind === object.kind))
          .map(keyOf),
  reconcile({ namespace, name }, { state }) {
    const quota = state.get(RESOURCE_QUOTA, namespace, name);
    if (!quota) {
      return;
    }
    const hard = quota.spec?.hard ?? {};
    const used = usedOf(quota, shown, state);
    state.setStatus(
      RESOURCE_QUOTA,
      quota,
      {
        hard,
        used: Object.fromEntries(
          Object.keys(hard).map(resource => [
            resource,
            formatQuantity(amountOf(used, resource)),
          ]),
        ),
      },
      MANAGER,
    );
  },
};
