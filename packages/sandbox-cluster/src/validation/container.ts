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
  JsonValue,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { formatQuantity, parseQuantity } from '../schema/quantity';
import { FieldProblem } from '../store/ApiError';
import { dns1123Label } from './names';
import { portName, portNumber } from './ports';
import {
  duplicateValue,
  forbiddenField,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from './problems';

const protocols = ['SCTP', 'TCP', 'UDP'];
const pullPolicies = ['Always', 'IfNotPresent', 'Never'];
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** What of the pod its containers are held against. */
export interface ContainerSurroundings {
  volumes: readonly string[];
  hostNetwork: boolean;
}

/** Problems of one container. */
export function validateContainer(
  container: JsonObject,
  { volumes, hostNetwork }: ContainerSurroundings,
  path: string,
): FieldProblem[] {
  return [
    ...nameProblems(stringAt(container, 'name'), `${path}.name`),
    ...(stringAt(container, 'image') ? [] : [requiredValue(`${path}.image`)]),
    ...validatePullPolicy(container, path),
    ...validatePorts(objectsAt(container, 'ports'), hostNetwork, path),
    ...objectsAt(container, 'env').flatMap((variable, index) =>
      validateVariable(variable, `${path}.env[${index}]`),
    ),
    ...objectsAt(container, 'volumeMounts').flatMap((mount, index) =>
      validateMount(mount, volumes, `${path}.volumeMounts[${index}]`),
    ),
    ...probes.flatMap(probe => validateProbe(container, probe, path)),
    ...validateResources(objectAt(container, 'resources'), path),
    ...validatePrivileges(objectAt(container, 'securityContext'), path),
  ];
}

export function nameProblems(name: string, field: string): FieldProblem[] {
  if (!name) {
    return [requiredValue(field)];
  }
  return dns1123Label(name).map(message => invalidValue(field, name, message));
}

function validatePullPolicy(
  container: JsonObject,
  path: string,
): FieldProblem[] {
  const policy = stringAt(container, 'imagePullPolicy');
  return pullPolicies.includes(policy)
    ? []
    : [unsupportedValue(`${path}.imagePullPolicy`, policy, pullPolicies)];
}

function validatePorts(
  ports: readonly JsonObject[],
  hostNetwork: boolean,
  path: string,
): FieldProblem[] {
  const hostKeys = ports.map(port =>
    numberAt(port, 'hostPort')
      ? `${stringAt(port, 'protocol')}/${stringAt(port, 'hostIP')}/${
          port.hostPort
        }`
      : undefined,
  );
  return ports.flatMap((port, index) => {
    const field = `${path}.ports[${index}]`;
    const key = hostKeys[index];
    return [
      ...validatePort(port, field),
      ...(hostNetwork && key && port.hostPort !== port.containerPort
        ? [
            invalidValue(
              `${field}.hostPort`,
              port.hostPort ?? 0,
              'must match `containerPort` when `hostNetwork` is true',
            ),
          ]
        : []),
      ...(key && hostKeys.indexOf(key) < index
        ? [duplicateValue(`${field}.hostPort`, key)]
        : []),
    ];
  });
}

function validatePort(port: JsonObject, path: string): FieldProblem[] {
  const number = numberAt(port, 'containerPort');
  const name = stringAt(port, 'name');
  const protocol = stringAt(port, 'protocol');
  return [
    ...(name ? portName(name, `${path}.name`) : []),
    ...(number
      ? portNumber(number, `${path}.containerPort`)
      : [requiredValue(`${path}.containerPort`)]),
    ...(protocols.includes(protocol)
      ? []
      : [unsupportedValue(`${path}.protocol`, protocol, protocols)]),
  ];
}

function validateVariable(variable: JsonObject, path: string): FieldProblem[] {
  return [
    ...(stringAt(variable, 'name') ? [] : [requiredValue(`${path}.name`)]),
    ...(stringAt(variable, 'value') && variable.valueFrom !== undefined
      ? [
          invalidValue(
            `${path}.valueFrom`,
            '',
            'may not be specified when `value` is not empty',
          ),
        ]
      : []),
  ];
}

function validateMount(
  mount: JsonObject,
  volumes: readonly string[],
  path: string,
): FieldProblem[] {
  const name = stringAt(mount, 'name');
  return [
    ...(volumes.includes(name)
      ? []
      : [
          {
            reason: 'FieldValueNotFound' as const,
            field: `${path}.name`,
            message: `Not found: ${JSON.stringify(name)}`,
          },
        ]),
    ...(stringAt(mount, 'mountPath')
      ? []
      : [requiredValue(`${path}.mountPath`)]),
  ];
}

function validateProbe(
  container: JsonObject,
  name: string,
  path: string,
): FieldProblem[] {
  if (container[name] === undefined) {
    return [];
  }
  const probe = objectAt(container, name);
  const given = handlers.filter(handler => probe[handler] !== undefined);
  const port: JsonValue | undefined = objectAt(probe, given[0] ?? '').port;
  return [
    ...(given.length === 0
      ? [requiredValue(`${path}.${name}`, 'must specify a handler type')]
      : []),
    ...given
      .slice(1)
      .map(handler =>
        forbiddenField(
          `${path}.${name}.${handler}`,
          'may not specify more than 1 handler type',
        ),
      ),
    ...(typeof port === 'number'
      ? portNumber(port, `${path}.${name}.${given[0]}.port`)
      : []),
  ];
}

function validateResources(
  { requests, limits }: JsonObject,
  path: string,
): FieldProblem[] {
  return Object.entries(objectAt(requests)).flatMap(([resource, asked]) => {
    const request = parseQuantity(String(asked));
    const limit = parseQuantity(stringAt(limits, resource));
    return request && limit && request.nanos > limit.nanos
      ? [
          invalidValue(
            `${path}.resources.requests`,
            formatQuantity(request),
            `must be less than or equal to ${resource} limit of ${formatQuantity(
              limit,
            )}`,
          ),
        ]
      : [];
  });
}

function validatePrivileges(context: JsonObject, path: string): FieldProblem[] {
  return context.privileged === true &&
    context.allowPrivilegeEscalation === false
    ? [
        invalidValue(
          `${path}.securityContext`,
          context,
          'cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
        ),
      ]
    : [];
}
