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

import {
  JsonObject,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  valueAt,
} from '../schema/json';
import { Column } from '../store/ServedType';
import { ageOf, column, count, wide } from './columns';

const intOrString = (object: JsonObject, field: string) => {
  const value = valueAt(object, 'spec', field);
  return value === undefined || value === null ? 'N/A' : String(value);
};

const roleRef = column(
  'Role',
  object =>
    `${stringAt(object, 'roleRef', 'kind')}/${stringAt(
      object,
      'roleRef',
      'name',
    )}`,
);

const subjects = (object: JsonObject, kind: string) =>
  objectsAt(object, 'subjects')
    .filter(subject => subject.kind === kind)
    .map(subject =>
      kind === 'ServiceAccount'
        ? `${stringAt(subject, 'namespace')}/${stringAt(subject, 'name')}`
        : stringAt(subject, 'name'),
    )
    .join(', ');

const bindingColumns: readonly Column[] = [
  roleRef,
  wide('Users', object => subjects(object, 'User')),
  wide('Groups', object => subjects(object, 'Group')),
  wide('ServiceAccounts', object => subjects(object, 'ServiceAccount')),
];

/** What of a quota is used; of limits (`limits.cpu`), or of everything else. */
function quotaText(object: JsonObject, ofLimits: boolean): string {
  const { hard, used } = objectAt(object, 'status');
  return Object.entries(objectAt(hard))
    .filter(([resource]) => resource.startsWith('limits.') === ofLimits)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([resource, limit]) =>
        `${resource}: ${stringAt(used, resource) || '0'}/${limit}`,
    )
    .join(', ');
}

/** Columns of the remaining built-in kinds. */
export const clusterColumns: Readonly<Record<string, readonly Column[]>> = {
  Namespace: [column('Status', object => stringAt(object, 'status', 'phase'))],
  Node: [
    column('Status', object => {
      const isReady = objectsAt(object, 'status', 'conditions').some(
        condition => condition.type === 'Ready' && condition.status === 'True',
      );
      const ready = isReady ? 'Ready' : 'NotReady';
      return objectAt(object, 'spec').unschedulable === true
        ? `${ready},SchedulingDisabled`
        : ready;
    }),
    column('Roles', object => {
      const roles = Object.keys(objectAt(object, 'metadata', 'labels'))
        .filter(label => label.startsWith('node-role.kubernetes.io/'))
        .map(label => label.split('/')[1]);
      return roles.sort().join(',') || '<none>';
    }),
    column('Version', object =>
      stringAt(object, 'status', 'nodeInfo', 'kubeletVersion'),
    ),
    wide('Internal-IP', object => nodeAddress(object, 'InternalIP')),
    wide('External-IP', object => nodeAddress(object, 'ExternalIP')),
    wide('OS-Image', object => nodeInfo(object, 'osImage')),
    wide('Kernel-Version', object => nodeInfo(object, 'kernelVersion')),
    wide('Container-Runtime', object =>
      nodeInfo(object, 'containerRuntimeVersion'),
    ),
  ],
  ConfigMap: [
    count(
      'Data',
      object =>
        Object.keys(objectAt(object, 'data')).length +
        Object.keys(objectAt(object, 'binaryData')).length,
    ),
  ],
  ServiceAccount: [],
  Secret: [
    column('Type', object => stringAt(object, 'type')),
    column('Data', object => Object.keys(objectAt(object, 'data')).length),
  ],
  Event: [
    column('Last Seen', (object, now) =>
      ageOf(
        stringAt(object, 'lastTimestamp') || stringAt(object, 'eventTime'),
        now,
      ),
    ),
    column('Type', object => stringAt(object, 'type')),
    column('Reason', object => stringAt(object, 'reason')),
    column('Object', object => {
      const about = objectAt(object, 'involvedObject');
      return `${stringAt(about, 'kind').toLowerCase()}/${stringAt(
        about,
        'name',
      )}`;
    }),
    wide('Subobject', object =>
      stringAt(object, 'involvedObject', 'fieldPath'),
    ),
    wide(
      'Source',
      object =>
        stringAt(object, 'source', 'component') ||
        stringAt(object, 'reportingComponent'),
    ),
    column('Message', object => stringAt(object, 'message').trim()),
    wide('First Seen', (object, now) =>
      ageOf(
        stringAt(object, 'firstTimestamp') || stringAt(object, 'eventTime'),
        now,
      ),
    ),
    wide('Count', object => String(numberAt(object, 'count') ?? 1)),
  ],
  PersistentVolumeClaim: [
    column('Status', object => stringAt(object, 'status', 'phase')),
    column('Volume', object => stringAt(object, 'spec', 'volumeName')),
    column('Capacity', object =>
      stringAt(object, 'status', 'capacity', 'storage'),
    ),
    column('Access Modes', object =>
      listAt(object, 'status', 'accessModes')
        .map(mode => String(mode).replace(/[a-z]/g, ''))
        .join(','),
    ),
    column('StorageClass', object =>
      stringAt(object, 'spec', 'storageClassName'),
    ),
  ],
  'policy/PodDisruptionBudget': [
    column('Min Available', object => intOrString(object, 'minAvailable')),
    column('Max Unavailable', object => intOrString(object, 'maxUnavailable')),
    count(
      'Allowed Disruptions',
      object => numberAt(object, 'status', 'disruptionsAllowed') ?? 0,
    ),
  ],
  'autoscaling/HorizontalPodAutoscaler': [
    column(
      'Reference',
      object =>
        `${stringAt(object, 'spec', 'scaleTargetRef', 'kind')}/${stringAt(
          object,
          'spec',
          'scaleTargetRef',
          'name',
        )}`,
    ),
    count('MinPods', object => numberAt(object, 'spec', 'minReplicas') ?? 1),
    count('MaxPods', object => numberAt(object, 'spec', 'maxReplicas') ?? 0),
    count(
      'Replicas',
      object => numberAt(object, 'status', 'currentReplicas') ?? 0,
    ),
  ],
  'rbac.authorization.k8s.io/RoleBinding': bindingColumns,
  'rbac.authorization.k8s.io/ClusterRoleBinding': bindingColumns,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': [
    count('Webhooks', object => listAt(object, 'webhooks').length),
  ],
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': [
    count('Webhooks', object => listAt(object, 'webhooks').length),
  ],
  'coordination.k8s.io/Lease': [
    column('Holder', object => stringAt(object, 'spec', 'holderIdentity')),
  ],
  'storage.k8s.io/StorageClass': [
    column('Provisioner', object => stringAt(object, 'provisioner')),
    column('ReclaimPolicy', object => stringAt(object, 'reclaimPolicy')),
    column('VolumeBindingMode', object =>
      stringAt(object, 'volumeBindingMode'),
    ),
  ],
  'scheduling.k8s.io/PriorityClass': [
    count('Value', object => numberAt(object, 'value') ?? 0),
    column('Global-Default', object => String(object.globalDefault === true)),
  ],
  ResourceQuota: [
    column('Request', object => quotaText(object, false)),
    column('Limit', object => quotaText(object, true)),
  ],
};

function nodeAddress(object: JsonObject, type: string): string {
  const address = objectsAt(object, 'status', 'addresses').find(
    one => one.type === type,
  );
  return stringAt(address, 'address') || '<none>';
}

function nodeInfo(object: JsonObject, field: string): string {
  return stringAt(object, 'status', 'nodeInfo', field) || '<unknown>';
}
