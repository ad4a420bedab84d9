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
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import {
  ContainerSurroundings,
  nameProblems,
  validateContainer,
} from './container';
import { dns1123Subdomain, validateLabels } from './names';
import {
  duplicateValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from './problems';
import { validateScheduling } from './scheduling';

/** Problems of a pod template at `path`, for a workload that allows `restartPolicies`. */
export function validatePodTemplate(
  template: JsonObject,
  path: string,
  restartPolicies: readonly string[],
): FieldProblem[] {
  const policy = stringAt(template, 'spec', 'restartPolicy');
  const spec = objectAt(template, 'spec');
  return [
    ...validateLabels(
      objectAt(template, 'metadata', 'labels'),
      `${path}.labels`,
    ),
    ...validatePodSpec(spec, `${path}.spec`),
    ...(restartPolicies.includes(policy)
      ? []
      : [
          restartPolicies.includes('Always')
            ? unsupportedValue(
                `${path}.spec.restartPolicy`,
                policy,
                restartPolicies,
              )
            : restartPolicyProblem(policy, path, restartPolicies),
        ]),
  ];
}

function restartPolicyProblem(
  policy: string,
  path: string,
  allowed: readonly string[],
): FieldProblem {
  const field = `${path}.spec.restartPolicy`;
  return policy === 'Always'
    ? requiredValue(
        field,
        `valid values: ${allowed.map(one => JSON.stringify(one)).join(', ')}`,
      )
    : unsupportedValue(field, policy, allowed);
}

/** Problems of a pod's spec at `path`. */
export function validatePodSpec(
  spec: JsonObject,
  path: string,
): FieldProblem[] {
  const volumes = objectsAt(spec, 'volumes').map(one => stringAt(one, 'name'));
  const containers = objectsAt(spec, 'containers');
  const surroundings = { volumes, hostNetwork: spec.hostNetwork === true };
  return [
    ...duplicates(volumes, `${path}.volumes`),
    ...volumes.flatMap((name, index) =>
      nameProblems(name, `${path}.volumes[${index}].name`),
    ),
    ...(containers.length === 0 ? [requiredValue(`${path}.containers`)] : []),
    ...validateContainers(containers, surroundings, `${path}.containers`),
    ...validateContainers(
      objectsAt(spec, 'initContainers'),
      surroundings,
      `${path}.initContainers`,
    ),
    ...validateServiceAccountName(spec, path),
    ...validateDns(spec, path),
    ...validateScheduling(spec, path),
  ];
}

function validateContainers(
  containers: readonly JsonObject[],
  surroundings: ContainerSurroundings,
  path: string,
): FieldProblem[] {
  const names = containers.map(one => stringAt(one, 'name'));
  return [
    ...containers.flatMap((container, index) =>
      validateContainer(container, surroundings, `${path}[${index}]`),
    ),
    ...duplicates(names, path),
  ];
}

function validateServiceAccountName(
  spec: JsonObject,
  path: string,
): FieldProblem[] {
  const name = stringAt(spec, 'serviceAccountName');
  return name
    ? dns1123Subdomain(name).map(message =>
        invalidValue(`${path}.serviceAccountName`, name, message),
      )
    : [];
}

function validateDns(spec: JsonObject, path: string): FieldProblem[] {
  return spec.dnsPolicy === 'None' && spec.dnsConfig === undefined
    ? [
        requiredValue(
          `${path}.dnsConfig`,
          'must provide `dnsConfig` when `dnsPolicy` is None',
        ),
      ]
    : [];
}

function duplicates(names: readonly string[], path: string): FieldProblem[] {
  return names.flatMap((name, index) =>
    name && names.indexOf(name) < index
      ? [duplicateValue(`${path}[${index}].name`, name)]
      : [],
  );
}

/** Problems of the selector of a workload, which must match its own template. */
export function validateWorkloadSelector(spec: JsonObject): FieldProblem[] {
  const selector = objectAt(spec, 'selector');
  const matchLabels = objectAt(selector, 'matchLabels');
  const isEmpty =
    Object.keys(matchLabels).length === 0 &&
    listAt(selector, 'matchExpressions').length === 0;
  if (spec.selector === undefined || spec.selector === null) {
    return [
      requiredValue('spec.selector'),
      invalidValue(
        'spec.template.metadata.labels',
        objectAt(spec, 'template', 'metadata', 'labels'),
        '`selector` does not match template `labels`',
      ),
    ];
  }
  if (isEmpty) {
    return [
      invalidValue(
        'spec.selector',
        selector,
        'empty selector is invalid for deployment',
      ),
    ];
  }
  const labels = objectAt(spec, 'template', 'metadata', 'labels');
  const matches = Object.entries(matchLabels).every(
    ([key, value]) => labels[key] === value,
  );
  return matches
    ? []
    : [
        invalidValue(
          'spec.template.metadata.labels',
          labels,
          '`selector` does not match template `labels`',
        ),
      ];
}
