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
} from '../schema/json';
import { Column } from '../store/ServedType';
import {
  ageOf,
  column,
  count,
  humanDuration,
  labelsText,
  wide,
} from './columns';

type Columns = Readonly<Record<string, readonly Column[]>>;

const number = (object: JsonObject, ...path: string[]) =>
  numberAt(object, ...path) ?? 0;

const templateContainers = (object: JsonObject) =>
  objectsAt(object, 'spec', 'template', 'spec', 'containers');

const containers = wide('Containers', object =>
  templateContainers(object)
    .map(one => stringAt(one, 'name'))
    .join(','),
);
const images = wide('Images', object =>
  templateContainers(object)
    .map(one => stringAt(one, 'image'))
    .join(','),
);
const selector = wide('Selector', object =>
  labelsText(objectAt(object, 'spec', 'selector', 'matchLabels')),
);

/** Columns of the kinds that run pods, and of pods. */
export const workloadColumns: Columns = {
  Pod: [
    column('Ready', object => {
      const all = objectsAt(object, 'spec', 'containers').length;
      const ready = objectsAt(object, 'status', 'containerStatuses').filter(
        one => one.ready === true,
      ).length;
      return `${ready}/${all}`;
    }),
    column('Status', podStatus),
    column('Restarts', object =>
      String(
        objectsAt(object, 'status', 'containerStatuses').reduce(
          (sum, one) => sum + number(one, 'restartCount'),
          0,
        ),
      ),
    ),
    wide('IP', object => stringAt(object, 'status', 'podIP') || '<none>'),
    wide('Node', object => stringAt(object, 'spec', 'nodeName') || '<none>'),
    wide(
      'Nominated Node',
      object => stringAt(object, 'status', 'nominatedNodeName') || '<none>',
    ),
    wide('Readiness Gates', object => {
      const gates = listAt(object, 'spec', 'readinessGates').length;
      return gates > 0 ? `0/${gates}` : '<none>';
    }),
  ],
  'apps/Deployment': [
    column(
      'Ready',
      object =>
        `${number(object, 'status', 'readyReplicas')}/${number(
          object,
          'spec',
          'replicas',
        )}`,
    ),
    column('Up-to-date', object => number(object, 'status', 'updatedReplicas')),
    column('Available', object =>
      number(object, 'status', 'availableReplicas'),
    ),
    containers,
    images,
    selector,
  ],
  'apps/ReplicaSet': [
    count('Desired', object => number(object, 'spec', 'replicas')),
    count('Current', object => number(object, 'status', 'replicas')),
    count('Ready', object => number(object, 'status', 'readyReplicas')),
    containers,
    images,
    selector,
  ],
  'apps/StatefulSet': [
    column(
      'Ready',
      object =>
        `${number(object, 'status', 'readyReplicas')}/${number(
          object,
          'spec',
          'replicas',
        )}`,
    ),
    containers,
    images,
  ],
  'apps/DaemonSet': [
    count('Desired', object =>
      number(object, 'status', 'desiredNumberScheduled'),
    ),
    count('Current', object =>
      number(object, 'status', 'currentNumberScheduled'),
    ),
    count('Ready', object => number(object, 'status', 'numberReady')),
    count('Up-to-date', object =>
      number(object, 'status', 'updatedNumberScheduled'),
    ),
    count('Available', object => number(object, 'status', 'numberAvailable')),
    column('Node Selector', object =>
      labelsText(objectAt(object, 'spec', 'template', 'spec', 'nodeSelector')),
    ),
    containers,
    images,
    selector,
  ],
  'apps/ControllerRevision': [
    column(
      'Controller',
      object =>
        objectsAt(object, 'metadata', 'ownerReferences')
          .filter(owner => owner.controller === true)
          .map(
            owner =>
              `${stringAt(owner, 'kind').toLowerCase()}.apps/${stringAt(
                owner,
                'name',
              )}`,
          )
          .join() || '<none>',
    ),
    count('Revision', object => number(object, 'revision')),
  ],
  'batch/Job': [
    column('Status', jobStatus),
    column('Completions', object => {
      const wanted = numberAt(object, 'spec', 'completions');
      const succeeded = number(object, 'status', 'succeeded');
      return wanted === undefined
        ? `${succeeded}/1 of ${number(object, 'spec', 'parallelism')}`
        : `${succeeded}/${wanted}`;
    }),
    column('Duration', (object, now) => {
      const start = Date.parse(stringAt(object, 'status', 'startTime'));
      const end = Date.parse(stringAt(object, 'status', 'completionTime'));
      if (Number.isNaN(start)) {
        return '';
      }
      return humanDuration(
        ((Number.isNaN(end) ? now.getTime() : end) - start) / 1000,
      );
    }),
    containers,
    images,
    selector,
  ],
  'batch/CronJob': [
    column('Schedule', object => stringAt(object, 'spec', 'schedule')),
    column(
      'Timezone',
      object => stringAt(object, 'spec', 'timeZone') || '<none>',
    ),
    column('Suspend', object =>
      objectAt(object, 'spec').suspend === true ? 'True' : 'False',
    ),
    count('Active', object => listAt(object, 'status', 'active').length),
    column('Last Schedule', (object, now) => {
      const last = stringAt(object, 'status', 'lastScheduleTime');
      return last ? ageOf(last, now) : '<none>';
    }),
  ],
};

function podStatus(object: JsonObject): string {
  if (stringAt(object, 'metadata', 'deletionTimestamp')) {
    return 'Terminating';
  }
  const phase =
    stringAt(object, 'status', 'reason') || stringAt(object, 'status', 'phase');
  const waiting = objectsAt(object, 'status', 'containerStatuses')
    .map(
      one =>
        stringAt(one, 'state', 'waiting', 'reason') ||
        stringAt(one, 'state', 'terminated', 'reason'),
    )
    .find(Boolean);
  return waiting ?? (phase || 'Unknown');
}

function jobStatus(object: JsonObject): string {
  const conditions = objectsAt(object, 'status', 'conditions').filter(
    condition => condition.status === 'True',
  );
  const has = (type: string) => conditions.some(one => one.type === type);
  if (has('Complete')) {
    return 'Complete';
  }
  if (has('Failed')) {
    return 'Failed';
  }
  if (stringAt(object, 'metadata', 'deletionTimestamp')) {
    return 'Terminating';
  }
  return has('Suspended') ? 'Suspended' : 'Running';
}
