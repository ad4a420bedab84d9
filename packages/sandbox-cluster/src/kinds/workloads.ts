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

import { isObject, JsonObject, numberAt, objectAt } from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { KindRules } from '../store/ServedType';
import { countOrPercent, isNone } from '../validation/countOrPercent';
import { immutableFields } from '../validation/immutable';
import {
  validatePodTemplate,
  validateWorkloadSelector,
} from '../validation/podTemplate';
import {
  forbiddenField,
  invalidValue,
  unsupportedValue,
} from '../validation/problems';
import { equalJson } from '../schema/json';
import { eachObject, ensureObject, fill } from './defaults';
import { volumeClaimRules } from './volumeClaim';
import { defaultTemplate } from './podSpec';

const always = ['Always'];

/** Deployments: a rolling update of a quarter at a time, ten revisions kept. */
export const deploymentRules: KindRules = {
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    defaultTemplate(spec);
    fill(spec, {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    const strategy = ensureObject(spec, 'strategy');
    fill(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      fill(ensureObject(strategy, 'rollingUpdate'), {
        maxUnavailable: '25%',
        maxSurge: '25%',
      });
    }
  },
  prepare: emptyStatus({}),
  validate: (object, old) => [
    ...validateWorkload(object, old),
    ...validateStrategy(object),
    ...validateDeadline(object),
  ],
};

export const replicaSetRules: KindRules = {
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    defaultTemplate(spec);
    fill(spec, { replicas: 1 });
  },
  prepare: emptyStatus({ replicas: 0 }),
  validate: validateWorkload,
};

export const daemonSetRules: KindRules = {
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    defaultTemplate(spec);
    fill(spec, { revisionHistoryLimit: 10 });
    const annotations = ensureObject(
      ensureObject(object, 'metadata'),
      'annotations',
    );
    fill(annotations, { 'deprecated.daemonset.template.generation': '1' });
    const strategy = ensureObject(spec, 'updateStrategy');
    fill(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      fill(ensureObject(strategy, 'rollingUpdate'), {
        maxUnavailable: 1,
        maxSurge: 0,
      });
    }
  },
  prepare: emptyStatus({
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  }),
  validate: validateWorkload,
};

/** What may change in a StatefulSet's spec; the rest is fixed at its creation. */
const mutableStatefulSetFields = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

export const statefulSetRules: KindRules = {
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    defaultTemplate(spec);
    fill(spec, {
      podManagementPolicy: 'OrderedReady',
      replicas: 1,
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: {},
      serviceName: '',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: {} },
    });
    fill(ensureObject(spec, 'persistentVolumeClaimRetentionPolicy'), {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
    const strategy = ensureObject(spec, 'updateStrategy');
    if (strategy.type === 'RollingUpdate' && isObject(strategy.rollingUpdate)) {
      fill(strategy.rollingUpdate, { partition: 0 });
    }
    eachObject(spec, 'volumeClaimTemplates', claim => {
      fill(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
      volumeClaimRules.applyDefaults?.(claim);
      claim.status = { phase: 'Pending' };
    });
  },
  prepare: emptyStatus({ replicas: 0, availableReplicas: 0 }),
  validate: (object, old) => [
    ...validateWorkload(object, undefined),
    ...validateStatefulSetUpdate(object, old),
  ],
};

/** The status that a new object of the kind has. */
export function emptyStatus(
  status: JsonObject,
): NonNullable<KindRules['prepare']> {
  return (object, old) => {
    if (!old) {
      object.status = structuredClone(status);
    }
  };
}

function validateWorkload(
  object: JsonObject,
  old: JsonObject | undefined,
): FieldProblem[] {
  const spec = objectAt(object, 'spec');
  const replicas = numberAt(spec, 'replicas') ?? 0;
  return [
    ...(replicas < 0
      ? [
          invalidValue(
            'spec.replicas',
            replicas,
            'must be greater than or equal to 0',
          ),
        ]
      : []),
    ...validateWorkloadSelector(spec),
    ...validatePodTemplate(objectAt(spec, 'template'), 'spec.template', always),
    ...immutableFields(object, old, ['spec.selector']),
  ];
}

function validateStrategy(object: JsonObject): FieldProblem[] {
  const { type, rollingUpdate } = objectAt(object, 'spec', 'strategy');
  switch (type) {
    case 'Recreate':
      return rollingUpdate === undefined
        ? []
        : [
            forbiddenField(
              'spec.strategy.rollingUpdate',
              "may not be specified when strategy `type` is 'Recreate'",
            ),
          ];
    case 'RollingUpdate':
      return validateRollingUpdate(objectAt(rollingUpdate));
    default:
      return [
        unsupportedValue(
          'spec.strategy',
          { Type: type, RollingUpdate: rollingUpdate ?? null },
          ['Recreate', 'RollingUpdate'],
        ),
      ];
  }
}

function validateRollingUpdate({
  maxUnavailable,
  maxSurge,
}: JsonObject): FieldProblem[] {
  const path = 'spec.strategy.rollingUpdate';
  return [
    ...countOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...countOrPercent(maxSurge, `${path}.maxSurge`, false),
    ...(isNone(maxUnavailable) && isNone(maxSurge)
      ? [
          invalidValue(
            `${path}.maxUnavailable`,
            maxUnavailable ?? 0,
            'may not be 0 when `maxSurge` is 0',
          ),
        ]
      : []),
  ];
}

function validateDeadline(object: JsonObject): FieldProblem[] {
  const deadline = numberAt(object, 'spec', 'progressDeadlineSeconds');
  const least = numberAt(object, 'spec', 'minReadySeconds') ?? 0;
  return deadline !== undefined && deadline <= least
    ? [
        invalidValue(
          'spec.progressDeadlineSeconds',
          deadline,
          'must be greater than minReadySeconds',
        ),
      ]
    : [];
}

function validateStatefulSetUpdate(
  object: JsonObject,
  old: JsonObject | undefined,
): FieldProblem[] {
  const fixed = (spec: JsonObject) =>
    Object.fromEntries(
      Object.entries(spec).filter(
        ([field]) => !mutableStatefulSetFields.includes(field),
      ),
    );
  return !old ||
    equalJson(fixed(objectAt(object, 'spec')), fixed(objectAt(old, 'spec')))
    ? []
    : [
        forbiddenField(
          'spec',
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
        ),
      ];
}
