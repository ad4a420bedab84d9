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

import { JsonObject, objectAt, objectsAt, stringAt } from '../schema/json';
import { KindRules } from '../store/ServedType';
import { eachObject, ensureObject, fill } from './defaults';
import { useLimitRanges } from './limitRange';
import { useServiceAccount } from './podServiceAccount';
import { defaultPodSpec } from './podSpec';
import { validatePodSpec } from '../validation/podTemplate';

/** A pod stays five minutes on a node that went away. */
const defaultTolerations = ['not-ready', 'unreachable'].map(condition => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** Pods: pending until something schedules and runs them. */
export const podRules: KindRules = {
  hasGeneration: true,
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    defaultPodSpec(spec);
    fill(spec, { enableServiceLinks: true });
    for (const field of ['containers', 'initContainers']) {
      eachObject(spec, field, container => {
        defaultRequests(container);
        if (spec.hostNetwork === true) {
          eachObject(container, 'ports', port =>
            fill(port, { hostPort: port.containerPort }),
          );
        }
      });
    }
  },
  prepare: (object, old) => {
    if (!old) {
      object.status = { phase: 'Pending', qosClass: qosClassOf(object) };
      fill(ensureObject(object, 'spec'), {
        priority: 0,
        preemptionPolicy: 'PreemptLowerPriority',
        tolerations: defaultTolerations,
      });
    }
  },
  validate: object => validatePodSpec(objectAt(object, 'spec'), 'spec'),
  allocate: (object, old, cluster) => {
    if (!old) {
      useServiceAccount(object, cluster);
      useLimitRanges(object, cluster);
      ensureObject(object, 'status').qosClass = qosClassOf(object);
    }
    return [];
  },
};

/** Guaranteed: requests equal limits for CPU and memory everywhere; BestEffort: none at all. */
function qosClassOf(object: JsonObject): string {
  const resources = objectsAt(object, 'spec', 'containers').map(container =>
    objectAt(container, 'resources'),
  );
  const isGuaranteed = resources.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      name =>
        stringAt(limits, name) !== '' &&
        stringAt(limits, name) === stringAt(requests, name),
    ),
  );
  if (isGuaranteed) {
    return 'Guaranteed';
  }
  return resources.some(
    ({ requests, limits }) => requests !== undefined || limits !== undefined,
  )
    ? 'Burstable'
    : 'BestEffort';
}

/** A resource with a limit alone is requested up to the limit. */
function defaultRequests(container: JsonObject): void {
  const resources = ensureObject(container, 'resources');
  const limits = objectAt(resources, 'limits');
  if (Object.keys(limits).length > 0) {
    fill(ensureObject(resources, 'requests'), limits);
  }
}
