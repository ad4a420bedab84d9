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

import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import {
  isObject,
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { KindRules } from '../store/ServedType';
import { validateLabelSelector } from '../validation/labelSelector';
import { portName, portNumber } from '../validation/ports';
import {
  forbiddenField,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from '../validation/problems';

const policyTypes = ['Ingress', 'Egress'];
const protocols = ['TCP', 'UDP', 'SCTP'];

/** NetworkPolicies: protocol and policyTypes filled in; ports, peers and types checked. */
export const networkPolicyRules: KindRules = { applyDefaults, validate };

function applyDefaults(object: JsonObject): void {
  const spec: JsonObject = { podSelector: {}, ...objectAt(object, 'spec') };
  object.spec = spec;
  for (const direction of ['ingress', 'egress']) {
    for (const rule of objectsAt(spec, direction)) {
      for (const port of objectsAt(rule, 'ports')) {
        port.protocol ??= 'TCP';
      }
    }
  }
  if (listAt(spec, 'policyTypes').length === 0) {
    spec.policyTypes =
      listAt(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  }
}

function validate(object: JsonObject): FieldProblem[] {
  const spec = objectAt(object, 'spec');
  return [
    ...validateLabelSelector(objectAt(spec, 'podSelector'), 'spec.podSelector'),
    ...rulesOf(spec, 'ingress', 'from'),
    ...rulesOf(spec, 'egress', 'to'),
    ...validateTypes(listAt(spec, 'policyTypes')),
  ];
}

function rulesOf(
  spec: JsonObject,
  direction: 'ingress' | 'egress',
  peers: 'from' | 'to',
): FieldProblem[] {
  return objectsAt(spec, direction).flatMap((rule, index) => {
    const path = `spec.${direction}[${index}]`;
    return [
      ...objectsAt(rule, 'ports').flatMap((port, i) =>
        validatePort(port, `${path}.ports[${i}]`),
      ),
      ...listAt(rule, peers).flatMap((peer, i) =>
        validatePeer(isObject(peer) ? peer : {}, `${path}.${peers}[${i}]`),
      ),
    ];
  });
}

function validatePort(port: JsonObject, path: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { port: number, endPort, protocol } = port;
  if (typeof protocol === 'string' && !protocols.includes(protocol)) {
    problems.push(unsupportedValue(`${path}.protocol`, protocol, protocols));
  }
  const end = `${path}.endPort`;
  if (typeof number === 'number') {
    problems.push(...portNumber(number, `${path}.port`));
    if (typeof endPort === 'number') {
      if (endPort < number) {
        problems.push(
          invalidValue(end, number, 'must be greater than or equal to `port`'),
        );
      }
      problems.push(...portNumber(endPort, end));
    }
    return problems;
  }
  if (typeof endPort === 'number') {
    problems.push(
      invalidValue(
        end,
        endPort,
        number === undefined
          ? 'may not be specified when `port` is not specified'
          : 'may not be specified when `port` is non-numeric',
      ),
    );
  }
  if (typeof number === 'string') {
    problems.push(...portName(number, `${path}.port`));
  }
  return problems;
}

function validatePeer(peer: JsonObject, path: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const given = ['podSelector', 'namespaceSelector', 'ipBlock'].filter(
    field => peer[field] !== undefined,
  );
  for (const selector of ['podSelector', 'namespaceSelector']) {
    problems.push(
      ...validateLabelSelector(objectAt(peer, selector), `${path}.${selector}`),
    );
  }
  if (peer.ipBlock !== undefined) {
    problems.push(
      ...validateIpBlock(objectAt(peer, 'ipBlock'), `${path}.ipBlock`),
    );
  }
  if (given.length === 0) {
    problems.push(requiredValue(path, 'must specify a peer'));
  } else if (given.length > 1 && given.includes('ipBlock')) {
    problems.push(
      forbiddenField(path, 'may not specify both ipBlock and another peer'),
    );
  }
  return problems;
}

function validateIpBlock(block: JsonObject, path: string): FieldProblem[] {
  const cidr = stringAt(block, 'cidr');
  if (!cidr) {
    return [requiredValue(`${path}.cidr`)];
  }
  if (!isCidr(cidr)) {
    return [notCidr(`${path}.cidr`, cidr)];
  }
  if (hasHostBits(cidr)) {
    return [
      invalidValue(
        `${path}.cidr`,
        cidr,
        'must not have bits set beyond the prefix length',
      ),
    ];
  }
  return listAt(block, 'except').flatMap((except, index) => {
    const field = `${path}.except[${index}]`;
    const value = typeof except === 'string' ? except : '';
    if (!isCidr(value)) {
      return [notCidr(field, value)];
    }
    return isStrictlyWithin(value, cidr)
      ? []
      : [invalidValue(field, value, `must be a strict subset of \`cidr\``)];
  });
}

function notCidr(field: string, value: string): FieldProblem {
  return invalidValue(
    field,
    value,
    'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
  );
}

function isCidr(text: string): boolean {
  const [address, bits, ...more] = text.split('/');
  const family = isIP(address);
  return (
    more.length === 0 &&
    family !== 0 &&
    /^\d{1,3}$/.test(bits ?? '') &&
    Number(bits) <= (family === 4 ? 32 : 128)
  );
}

function hasHostBits(cidr: string): boolean {
  const [address] = ipaddr.parseCIDR(cidr);
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
      : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return address.toNormalizedString() !== network.toNormalizedString();
}

function isStrictlyWithin(inner: string, outer: string): boolean {
  const [innerAddress, innerBits] = ipaddr.parseCIDR(inner);
  const [outerAddress, outerBits] = ipaddr.parseCIDR(outer);
  return (
    innerAddress.kind() === outerAddress.kind() &&
    innerBits > outerBits &&
    innerAddress.match(outerAddress, outerBits)
  );
}

function validateTypes(types: readonly unknown[]): FieldProblem[] {
  if (types.length > policyTypes.length) {
    return [
      invalidValue(
        'spec.policyTypes',
        types.map(String),
        'may not specify more than two policyTypes',
      ),
    ];
  }
  return types.flatMap((type, index) =>
    policyTypes.includes(String(type))
      ? []
      : [
          unsupportedValue(
            `spec.policyTypes[${index}]`,
            String(type),
            policyTypes,
          ),
        ],
  );
}
