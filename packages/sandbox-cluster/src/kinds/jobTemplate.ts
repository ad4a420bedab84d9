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
  cloneObject,
  equalJson,
  isObject,
  JsonObject,
  JsonValue,
  objectAt,
  objectsAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { invalidValue } from '../validation/problems';

/**
 * What forbids a change of a Job's template: everything, but where it may run and
 * what its containers ask for while the Job is suspended.
 */
export function changedJobTemplate(
  object: JsonObject,
  old: JsonObject | undefined,
): FieldProblem[] {
  if (!old) {
    return [];
  }
  const next = objectAt(object, 'spec', 'template');
  const before = objectAt(old, 'spec', 'template');
  if (!isSuspended(old) || !isIdle(old)) {
    return immutable('spec.template', next, before);
  }
  const spec = objectAt(next, 'spec');
  return immutable(
    'spec.template.spec',
    spec,
    withRequests(withDirections(objectAt(before, 'spec'), spec), spec),
  );
}

function isSuspended(job: JsonObject): boolean {
  return objectAt(job, 'spec').suspend === true;
}

/** Whether nothing of the Job runs: it never has, or its controller has stopped it. */
function isIdle(job: JsonObject): boolean {
  const { startTime, active = 0 } = objectAt(job, 'status');
  const isStopped = objectsAt(job, 'status', 'conditions').some(
    ({ type, status }) => type === 'Suspended' && status === 'True',
  );
  return (startTime === undefined || isStopped) && active === 0;
}

function immutable(
  field: string,
  next: JsonObject,
  before: JsonObject,
): FieldProblem[] {
  return equalJson(next, before)
    ? []
    : [invalidValue(field, next, 'field is immutable')];
}

/** The old spec with what directs the new one's pods to nodes. */
function withDirections(old: JsonObject, next: JsonObject): JsonObject {
  const merged: JsonObject = {
    ...cloneObject(old),
    nodeSelector: next.nodeSelector,
    tolerations: next.tolerations,
    schedulingGates: next.schedulingGates,
  };
  const affinity: JsonObject = {
    ...objectAt(merged, 'affinity'),
    nodeAffinity: objectAt(next, 'affinity').nodeAffinity,
  };
  const isEmpty = Object.values(affinity).every(value => value === undefined);
  return {
    ...merged,
    affinity: isEmpty && next.affinity === undefined ? undefined : affinity,
  };
}

/** The old spec with what the new one's containers of the same names ask for. */
function withRequests(old: JsonObject, next: JsonObject): JsonObject {
  const merged = cloneObject(old);
  for (const field of ['containers', 'initContainers']) {
    const containers = objectsAt(next, field);
    const own: JsonValue | undefined = merged[field];
    if (Array.isArray(own) && own.length === containers.length) {
      own.filter(isObject).forEach((container, index) => {
        if (container.name === containers[index].name) {
          container.resources = containers[index].resources;
        }
      });
    }
  }
  return merged;
}
