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

import { isObject, objectAt, objectsAt, valueAt } from '../schema/json';
import { KindRules } from '../store/ServedType';
import { countOrPercent } from '../validation/countOrPercent';
import { immutableFields } from '../validation/immutable';
import { validateLabelSelector } from '../validation/labelSelector';
import { invalidValue, requiredValue } from '../validation/problems';
import { ensureObject, fill } from './defaults';

export const podDisruptionBudgetRules: KindRules = {
  needsVersion: true,
  prepare: (object, old) => {
    if (!old) {
      object.status = {
        disruptionsAllowed: 0,
        currentHealthy: 0,
        desiredHealthy: 0,
        expectedPods: 0,
      };
    }
  },
  validate: object => {
    const spec = objectAt(object, 'spec');
    return [
      ...(spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
        ? [
            invalidValue(
              'spec',
              spec,
              'minAvailable and maxUnavailable cannot be both set',
            ),
          ]
        : []),
      ...['minAvailable', 'maxUnavailable'].flatMap(field =>
        countOrPercent(spec[field], `spec.${field}`),
      ),
      ...validateLabelSelector(objectAt(spec, 'selector'), 'spec.selector'),
    ];
  },
};

export const horizontalPodAutoscalerRules: KindRules = {
  hasGeneration: false,
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    fill(spec, {
      minReplicas: 1,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ],
    });
  },
  prepare: (object, old) => {
    if (!old) {
      object.status = { desiredReplicas: 0, currentMetrics: null };
    }
  },
  validate: object => {
    const max = valueAt(object, 'spec', 'maxReplicas');
    const min = valueAt(object, 'spec', 'minReplicas');
    const isSet = typeof max === 'number' && max > 0;
    return [
      ...(isSet
        ? []
        : [
            requiredValue('spec.maxReplicas', 'must be set and greater than 0'),
          ]),
      ...(typeof min === 'number' && Number(max ?? 0) < min
        ? [
            invalidValue(
              'spec.maxReplicas',
              max ?? 0,
              'must be greater than or equal to `minReplicas`',
            ),
          ]
        : []),
    ];
  },
};

export const endpointSliceRules: KindRules = {
  hasGeneration: true,
  applyDefaults: object => {
    for (const port of objectsAt(object, 'ports')) {
      fill(port, { name: '', protocol: 'TCP' });
    }
  },
  validate: (object, old) => [
    ...(object.addressType === undefined ? [requiredValue('addressType')] : []),
    ...immutableFields(object, old, ['addressType']),
  ],
};

export const endpointsRules: KindRules = {
  hasGeneration: false,
  createsOnUpdate: true,
  applyDefaults: object => {
    for (const subset of objectsAt(object, 'subsets')) {
      objectsAt(subset, 'ports').forEach(port =>
        fill(port, { protocol: 'TCP' }),
      );
    }
  },
};

export const leaseRules: KindRules = {
  needsVersion: true,
  hasGeneration: false,
  createsOnUpdate: true,
};

export const storageClassRules: KindRules = {
  hasGeneration: false,
  applyDefaults: object =>
    fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
};

export const priorityClassRules: KindRules = {
  hasGeneration: true,
  applyDefaults: object =>
    fill(object, { preemptionPolicy: 'PreemptLowerPriority' }),
};

/** Kinds that have a spec, but whose changes the server does not count. */
export const uncountedRules: KindRules = { hasGeneration: false };

/** Nodes: the cluster's own writers set their status along with the rest. */
export const nodeRules: KindRules = {
  hasGeneration: false,
  prepare: object => {
    if (!isObject(object.spec)) {
      object.spec = {};
    }
  },
};
