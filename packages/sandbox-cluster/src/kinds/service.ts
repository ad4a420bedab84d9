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

import ipaddr from 'ipaddr.js';
import {
  isObject,
  JsonObject,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { KindRules } from '../store/ServedType';
import { dns1123Label } from '../validation/names';
import { portName, portNumber } from '../validation/ports';
import {
  duplicateValue,
  forbiddenField,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../validation/problems';
import { eachObject, ensureObject, fill } from './defaults';
import { allocateService } from './serviceAllocation';

const protocols = ['SCTP', 'TCP', 'UDP'];
const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

/** Services: cluster IPs and node ports are taken as a real cluster takes them. */
export const serviceRules: KindRules = {
  nameRule: 'label',
  hasGeneration: false,
  applyDefaults,
  prepare: (object, old) => {
    if (!old) {
      object.status = { loadBalancer: {} };
    } else if (
      stringAt(old, 'spec', 'type') !== stringAt(object, 'spec', 'type')
    ) {
      dropAllocated(object, old);
    }
  },
  validate,
  allocate: allocateService,
};

function applyDefaults(object: JsonObject): void {
  const spec = ensureObject(object, 'spec');
  fill(spec, { sessionAffinity: 'None', type: 'ClusterIP' });
  eachObject(objectAt(object, 'status', 'loadBalancer'), 'ingress', address => {
    if (stringAt(address, 'ip')) {
      fill(address, { ipMode: 'VIP' });
    }
  });
  if (spec.sessionAffinity === 'ClientIP') {
    fill(spec, {
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
    });
  }
  eachObject(spec, 'ports', port => {
    fill(port, { protocol: 'TCP' });
    if (
      port.targetPort === undefined ||
      port.targetPort === 0 ||
      port.targetPort === ''
    ) {
      port.targetPort = port.port;
    }
  });
  if (isExternal(spec)) {
    fill(spec, { externalTrafficPolicy: 'Cluster' });
  }
  if (spec.type !== 'ExternalName') {
    fill(spec, { internalTrafficPolicy: 'Cluster' });
  }
  if (spec.type === 'LoadBalancer') {
    fill(spec, { allocateLoadBalancerNodePorts: true });
  }
}

/** A Service that changes its type gives back what the type before had. */
function dropAllocated(object: JsonObject, old: JsonObject): void {
  const spec = ensureObject(object, 'spec');
  if (spec.type !== 'LoadBalancer') {
    object.status = { ...objectAt(object, 'status'), loadBalancer: {} };
  }
  if (spec.type === 'ExternalName') {
    delete spec.internalTrafficPolicy;
  }
  if (spec.type !== 'ClusterIP') {
    return;
  }
  delete spec.externalTrafficPolicy;
  delete spec.allocateLoadBalancerNodePorts;
  const before = new Set(
    objectsAt(old, 'spec', 'ports').map(port => port.nodePort),
  );
  eachObject(spec, 'ports', port => {
    if (before.has(port.nodePort)) {
      delete port.nodePort;
    }
  });
}

function isExternal(spec: JsonObject): boolean {
  return (
    spec.type === 'NodePort' ||
    spec.type === 'LoadBalancer' ||
    (spec.type === 'ClusterIP' && listAt(spec, 'externalIPs').length > 0)
  );
}

function validate(
  object: JsonObject,
  old: JsonObject | undefined,
): FieldProblem[] {
  const spec = objectAt(object, 'spec');
  const ports = objectsAt(spec, 'ports');
  const type = stringAt(spec, 'type');
  const needsPorts = type !== 'ExternalName' && spec.clusterIP !== 'None';
  return [
    ...(needsPorts && ports.length === 0 ? [requiredValue('spec.ports')] : []),
    ...ports.flatMap((port, index) => validatePort(port, ports, index, type)),
    ...(types.includes(type)
      ? []
      : [unsupportedValue('spec.type', type, types)]),
    ...(type === 'ExternalName' && !stringAt(spec, 'externalName')
      ? [requiredValue('spec.externalName')]
      : []),
    ...validateClusterIp(spec, old),
    ...validateReach(spec),
  ];
}

/** Who from outside of the cluster gets to a Service, and how. */
function validateReach(spec: JsonObject): FieldProblem[] {
  const policy = stringAt(spec, 'externalTrafficPolicy');
  return [
    ...(policy && !isExternal(spec)
      ? [
          invalidValue(
            'spec.externalTrafficPolicy',
            policy,
            'may only be set for externally-accessible services',
          ),
        ]
      : []),
    ...listAt(spec, 'loadBalancerSourceRanges').flatMap((range, index) =>
      isCidr(String(range).trim())
        ? []
        : [
            invalidValue(
              `spec.LoadBalancerSourceRanges[${index}]`,
              range,
              'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
            ),
          ],
    ),
  ];
}

/** `10.0.0/8` is none, though some read it as one. */
function isCidr(text: string): boolean {
  return (
    ipaddr.isValidCIDR(text) &&
    (/^(\d+\.){3}\d/.test(text) || text.includes(':'))
  );
}

function validatePort(
  port: JsonObject,
  all: readonly JsonObject[],
  index: number,
  type: string,
): FieldProblem[] {
  const path = `spec.ports[${index}]`;
  const name = stringAt(port, 'name');
  const protocol = stringAt(port, 'protocol');
  const target = port.targetPort;
  const earlier = all.slice(0, index);
  return [
    ...(!name && all.length > 1 ? [requiredValue(`${path}.name`)] : []),
    ...(name
      ? dns1123Label(name).map(message =>
          invalidValue(`${path}.name`, name, message),
        )
      : []),
    ...(name && earlier.some(one => one.name === name)
      ? [duplicateValue(`${path}.name`, name)]
      : []),
    ...portNumber(numberAt(port, 'port') ?? 0, `${path}.port`),
    ...(protocols.includes(protocol)
      ? []
      : [unsupportedValue(`${path}.protocol`, protocol, protocols)]),
    ...(typeof target === 'number'
      ? portNumber(target, `${path}.targetPort`)
      : []),
    ...(typeof target === 'string'
      ? portName(target, `${path}.targetPort`)
      : []),
    ...(type === 'ClusterIP' && (numberAt(port, 'nodePort') ?? 0) !== 0
      ? [
          forbiddenField(
            `${path}.nodePort`,
            "may not be used when `type` is 'ClusterIP'",
          ),
        ]
      : []),
    ...(earlier.some(one => one.port === port.port && one.protocol === protocol)
      ? [duplicateValue(path, { port: port.port, protocol })]
      : []),
  ];
}

function validateClusterIp(
  spec: JsonObject,
  old: JsonObject | undefined,
): FieldProblem[] {
  const before = stringAt(old, 'spec', 'clusterIP');
  const now = stringAt(spec, 'clusterIP');
  if (now && now !== 'None' && !ipaddr.isValid(now)) {
    return [
      invalidValue(
        'spec.clusterIPs[0]',
        now,
        'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ),
    ];
  }
  const wasExternalName = stringAt(old, 'spec', 'type') === 'ExternalName';
  if (
    !isObject(old) ||
    !before ||
    !now ||
    now === before ||
    wasExternalName ||
    spec.type === 'ExternalName'
  ) {
    return [];
  }
  return [invalidValue('spec.clusterIPs[0]', [now], 'may not change once set')];
}
