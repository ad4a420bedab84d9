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

import { randomInt } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import {
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { ClusterView } from '../store/ServedType';
import { invalidValue } from '../validation/problems';
import { nameOf, namespaceOf } from '../store/metadata';
import { ensureObject } from './defaults';

const serviceNetwork = '10.96.0.0/16';
const nodePorts = { first: 30_000, last: 32_767 };
/** Below, only ports that a Service names are given: the static band of Kubernetes 1.29. */
const dynamicNodePortsFrom = 30_086;

/** Gives a Service its cluster IP and node ports, or says why it cannot have them. */
export function allocateService(
  object: JsonObject,
  old: JsonObject | undefined,
  cluster: ClusterView,
): FieldProblem[] {
  const spec = ensureObject(object, 'spec');
  const others = cluster
    .all('', 'Service')
    .filter(
      other =>
        nameOf(other) !== nameOf(object) ||
        namespaceOf(other) !== namespaceOf(object),
    );
  keepAllocated(spec, objectAt(old, 'spec'));
  return [
    ...allocateIp(spec, others),
    ...allocateNodePorts(spec, others),
    ...allocateHealthCheckPort(spec, others),
  ];
}

/** A writer that leaves the allocated values out keeps them. */
function keepAllocated(spec: JsonObject, old: JsonObject): void {
  if (spec.type === 'ExternalName') {
    for (const field of [
      'clusterIP',
      'clusterIPs',
      'ipFamilies',
      'ipFamilyPolicy',
    ]) {
      delete spec[field];
    }
    return;
  }
  if (old.type !== 'ExternalName') {
    for (const field of ['clusterIP', 'clusterIPs']) {
      spec[field] ??= old[field];
    }
  }
  if (takesHealthCheckPort(spec) && takesHealthCheckPort(old)) {
    spec.healthCheckNodePort ??= old.healthCheckNodePort;
  }
  if (!takesNodePorts(spec)) {
    return;
  }
  const before = objectsAt(old, 'ports');
  const named = new Set(objectsAt(spec, 'ports').map(port => port.nodePort));
  for (const port of objectsAt(spec, 'ports')) {
    const same = before.find(
      one =>
        one.port === port.port &&
        one.protocol === port.protocol &&
        !named.has(one.nodePort),
    );
    if (same && !numberAt(port, 'nodePort')) {
      port.nodePort = same.nodePort;
    }
  }
}

function allocateIp(
  spec: JsonObject,
  others: readonly JsonObject[],
): FieldProblem[] {
  if (spec.type === 'ExternalName') {
    return [];
  }
  spec.ipFamilies ??= ['IPv4'];
  spec.ipFamilyPolicy ??= 'SingleStack';
  const asked = stringAt(spec, 'clusterIP');
  const taken = new Set(
    others.map(other => stringAt(other, 'spec', 'clusterIP')),
  );
  if (asked && asked !== 'None' && taken.has(asked)) {
    return [
      invalidValue(
        'spec.clusterIPs',
        [asked],
        `failed to allocate IP ${asked}: provided IP is already allocated`,
      ),
    ];
  }
  if (
    ipaddr.IPv4.isValid(asked) &&
    !ipaddr.IPv4.parse(asked).match(ipaddr.IPv4.parseCIDR(serviceNetwork))
  ) {
    return [
      invalidValue(
        'spec.clusterIPs',
        [asked],
        `failed to allocate IP ${asked}: the provided network does not match the current range`,
      ),
    ];
  }
  const clusterIP = asked || freeIp(taken);
  spec.clusterIP = clusterIP;
  spec.clusterIPs = [clusterIP];
  return [];
}

function freeIp(taken: ReadonlySet<string>): string {
  const [network] = ipaddr.IPv4.parseCIDR(serviceNetwork);
  const [a, b] = network.octets;
  for (;;) {
    // Not the first addresses: 10.96.0.1 and .10 are the API's and the DNS's.
    const candidate = `${a}.${b}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}

function takesNodePorts(spec: JsonObject): boolean {
  return (
    spec.type === 'NodePort' ||
    (spec.type === 'LoadBalancer' &&
      spec.allocateLoadBalancerNodePorts !== false)
  );
}

function allocateNodePorts(
  spec: JsonObject,
  others: readonly JsonObject[],
): FieldProblem[] {
  if (!takesNodePorts(spec)) {
    objectsAt(spec, 'ports').forEach(port => delete port.nodePort);
    return [];
  }
  const taken = new Set(others.flatMap(nodePortsOf));
  const problems: FieldProblem[] = [];
  objectsAt(spec, 'ports').forEach((port, index) => {
    const asked = numberAt(port, 'nodePort') ?? 0;
    const field = `spec.ports[${index}].nodePort`;
    if (asked === 0) {
      port.nodePort = freePort(taken);
    } else if (asked < nodePorts.first || asked > nodePorts.last) {
      problems.push(
        invalidValue(
          field,
          asked,
          `provided port is not in the valid range. The range of valid ports is ${nodePorts.first}-${nodePorts.last}`,
        ),
      );
    } else if (taken.has(`${asked}/${port.protocol}`)) {
      problems.push(
        invalidValue(field, asked, 'provided port is already allocated'),
      );
    }
    taken.add(`${port.nodePort}/${port.protocol}`);
  });
  return problems;
}

/** A balancer that keeps clients' addresses asks each node whether it has a pod. */
function takesHealthCheckPort(spec: JsonObject): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}

function allocateHealthCheckPort(
  spec: JsonObject,
  others: readonly JsonObject[],
): FieldProblem[] {
  if (!takesHealthCheckPort(spec)) {
    delete spec.healthCheckNodePort;
    return [];
  }
  const asked = numberAt(spec, 'healthCheckNodePort') ?? 0;
  const taken = new Set(
    [{ spec: { ports: spec.ports } }, ...others].flatMap(nodePortsOf),
  );
  if (asked === 0) {
    spec.healthCheckNodePort = freePort(taken);
  } else if (taken.has(`${asked}/TCP`)) {
    return [
      invalidValue(
        'spec.healthCheckNodePort',
        asked,
        `failed to allocate requested HealthCheck NodePort ${asked}: provided port is already allocated`,
      ),
    ];
  }
  return [];
}

/** As `port/protocol`: one port can serve TCP and UDP. */
function nodePortsOf(service: JsonObject): string[] {
  const own = objectsAt(service, 'spec', 'ports').map(
    port => `${port.nodePort}/${port.protocol}`,
  );
  const health = numberAt(service, 'spec', 'healthCheckNodePort');
  return health ? [...own, `${health}/TCP`] : own;
}

function freePort(taken: ReadonlySet<string>): number {
  for (;;) {
    const port = randomInt(dynamicNodePortsFrom, nodePorts.last + 1);
    if (!taken.has(`${port}/TCP`) && !taken.has(`${port}/UDP`)) {
      return port;
    }
  }
}
