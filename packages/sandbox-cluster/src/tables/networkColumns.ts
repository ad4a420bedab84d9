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
import { column, labelsText, wide } from './columns';

const maxHosts = 3;

/** Columns of Services, Ingresses and what belongs to them. */
export const networkColumns: Readonly<Record<string, readonly Column[]>> = {
  Service: [
    column('Type', object => stringAt(object, 'spec', 'type')),
    column(
      'Cluster-IP',
      object => stringAt(object, 'spec', 'clusterIP') || '<none>',
    ),
    column('External-IP', externalIp),
    column('Port(s)', servicePorts),
    wide('Selector', object =>
      labelsText(objectAt(object, 'spec', 'selector')),
    ),
  ],
  Endpoints: [column('Endpoints', endpoints)],
  'discovery.k8s.io/EndpointSlice': [
    column('AddressType', object => stringAt(object, 'addressType')),
    column('Ports', object =>
      firstOf(
        objectsAt(object, 'ports').map(port => String(port.port ?? '*')),
        '<unset>',
      ),
    ),
    column('Endpoints', object =>
      firstOf(
        objectsAt(object, 'endpoints').flatMap(endpoint =>
          Array.isArray(endpoint.addresses)
            ? endpoint.addresses.map(String)
            : [],
        ),
        '<unset>',
      ),
    ),
  ],
  'networking.k8s.io/NetworkPolicy': [
    column('Pod-Selector', object =>
      selectorText(objectAt(object, 'spec', 'podSelector')),
    ),
  ],
  'networking.k8s.io/Ingress': [
    column(
      'Class',
      object => stringAt(object, 'spec', 'ingressClassName') || '<none>',
    ),
    column('Hosts', object => {
      const hosts = objectsAt(object, 'spec', 'rules').map(
        rule => stringAt(rule, 'host') || '*',
      );
      return hosts.length > 0 ? firstOf(hosts, '*') : '*';
    }),
    column('Address', object => loadBalancerAddresses(object).join(',')),
    column('Ports', object =>
      objectsAt(object, 'spec', 'tls').length > 0 ? '80, 443' : '80',
    ),
  ],
  'networking.k8s.io/ServiceCIDR': [
    column('CIDRs', object => listAt(object, 'spec', 'cidrs').join(',')),
  ],
  'networking.k8s.io/IngressClass': [
    column('Controller', object => stringAt(object, 'spec', 'controller')),
    column('Parameters', object => {
      const parameters = objectAt(object, 'spec', 'parameters');
      const { apiGroup, kind, name } = parameters;
      return name === undefined
        ? '<none>'
        : `${kind}${apiGroup ? `.${apiGroup}` : ''}/${name}`;
    }),
  ],
};

function firstOf(items: readonly string[], empty: string): string {
  if (items.length === 0) {
    return empty;
  }
  const shown = items.slice(0, maxHosts).join(',');
  return items.length > maxHosts
    ? `${shown} + ${items.length - maxHosts} more...`
    : shown;
}

function loadBalancerAddresses(object: JsonObject): string[] {
  return objectsAt(object, 'status', 'loadBalancer', 'ingress')
    .map(one => stringAt(one, 'ip') || stringAt(one, 'hostname'))
    .filter(Boolean);
}

function externalIp(object: JsonObject): string {
  const type = stringAt(object, 'spec', 'type');
  if (type === 'ExternalName') {
    return stringAt(object, 'spec', 'externalName');
  }
  const externalIps = objectAt(object, 'spec').externalIPs;
  const addresses = [
    ...loadBalancerAddresses(object),
    ...(Array.isArray(externalIps) ? externalIps.map(String) : []),
  ];
  if (addresses.length > 0) {
    return addresses.join(',');
  }
  return type === 'LoadBalancer' ? '<pending>' : '<none>';
}

function servicePorts(object: JsonObject): string {
  const ports = objectsAt(object, 'spec', 'ports').map(port => {
    const nodePort = numberAt(port, 'nodePort');
    return nodePort
      ? `${port.port}:${nodePort}/${port.protocol}`
      : `${port.port}/${port.protocol}`;
  });
  return ports.join(',') || '<none>';
}

function endpoints(object: JsonObject): string {
  const all = objectsAt(object, 'subsets').flatMap(subset =>
    objectsAt(subset, 'addresses').flatMap(address =>
      objectsAt(subset, 'ports').map(port => `${address.ip}:${port.port}`),
    ),
  );
  return firstOf(all, '<none>');
}

function selectorText(selector: JsonObject): string {
  const labels = Object.entries(objectAt(selector, 'matchLabels'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  const expressions = objectsAt(selector, 'matchExpressions').map(
    expressionText,
  );
  return [...labels, ...expressions].join(',') || '<none>';
}

function expressionText({ key, operator, values }: JsonObject): string {
  const listed = Array.isArray(values) ? [...values].sort().join(',') : '';
  switch (operator) {
    case 'In':
      return `${key} in (${listed})`;
    case 'NotIn':
      return `${key} notin (${listed})`;
    case 'Exists':
      return String(key);
    default:
      return `!${key}`;
  }
}
