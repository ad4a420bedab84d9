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

import { z } from 'zod';

import { NetworkPolicySpec } from '../kubernetes/types';
import { parseBlock } from './addresses';

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

function isLabelKey(key: string): boolean {
  const [prefix, name] = key.includes('/')
    ? [key.slice(0, key.lastIndexOf('/')), key.slice(key.lastIndexOf('/') + 1)]
    : [undefined, key];
  const prefixFits =
    prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix));
  return prefixFits && name.length <= 63 && NAME.test(name);
}

function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && NAME.test(value));
}

/** JSON `null` means "not set" to the API server. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform(value => value ?? undefined);
}

const labelKey = z.string().refine(isLabelKey, {
  error: ({ input }) =>
    `"${input}" is not a label key: at most 63 letters, digits, "-", "_", ".", after an optional DNS prefix and "/"`,
});

const labelValue = z.string().refine(isLabelValue, {
  error: ({ input }) =>
    `"${input}" is not a label value: empty, or at most 63 letters, digits, "-", "_", ".", beginning and ending with a letter or digit`,
});

function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

const portNumber = z.number().refine(isPortNumber, {
  error: ({ input }) => `${input} is not a port: 1 to 65535 is accepted`,
});

const portName = z
  .string()
  .refine(name => name.length <= 15 && PORT_NAME.test(name), {
    error: ({ input }) =>
      `"${input}" is not a port name: at most 15 lower-case letters, digits and "-", at least one letter`,
  });

const portNumberOrName = z
  .union([z.number(), z.string()], {
    error: 'a port is a number or the name of a container port',
  })
  .superRefine((port, context) => {
    const { error } = (
      typeof port === 'number' ? portNumber : portName
    ).safeParse(port);
    error?.issues.forEach(({ message }) =>
      context.addIssue({ code: 'custom', message }),
    );
  });

const cidr = z.string().refine(text => parseBlock(text) !== undefined, {
  error: ({ input }) =>
    `"${input}" is not a CIDR block such as 10.0.0.0/8 or 2001:db8::/32`,
});

const ipBlockFields = {
  cidr,
  except: optional(z.array(cidr)),
};

interface IpBlockShape {
  cidr: string;
  except?: string[];
}

function checkExcept(block: IpBlockShape, context: z.RefinementCtx) {
  const outer = parseBlock(block.cidr);
  (block.except ?? []).forEach((text, index) => {
    const inner = parseBlock(text);
    if (!outer || !inner) {
      return;
    }
    const inside = outer.first <= inner.first && inner.first <= outer.last;
    if (!inside || inner.prefix <= outer.prefix) {
      context.addIssue({
        code: 'custom',
        path: ['except', index],
        message: `"${text}" must be a strict subset of cidr ${block.cidr}`,
      });
    }
  });
}

interface PortShape {
  port?: number | string;
  endPort?: number;
}

function checkEndPort({ port, endPort }: PortShape, context: z.RefinementCtx) {
  if (endPort === undefined) {
    return;
  }
  const issue = (message: string) =>
    context.addIssue({ code: 'custom', path: ['endPort'], message });
  if (port === undefined) {
    issue(`endPort ${endPort} needs a port beside it`);
  } else if (typeof port === 'string') {
    issue(`endPort ${endPort} cannot go with the named port "${port}"`);
  } else if (endPort < port) {
    issue(`endPort ${endPort} must not be below port ${port}`);
  }
}

interface PeerShape {
  podSelector?: object;
  namespaceSelector?: object;
  ipBlock?: object;
}

function checkPeer(peer: PeerShape, context: z.RefinementCtx) {
  const selectors = peer.podSelector ?? peer.namespaceSelector;
  if (!peer.ipBlock && !selectors) {
    context.addIssue({
      code: 'custom',
      message:
        'an empty peer selects nothing: podSelector, namespaceSelector or ipBlock is needed',
    });
  }
  if (peer.ipBlock && selectors) {
    context.addIssue({
      code: 'custom',
      path: ['ipBlock'],
      message:
        'ipBlock cannot go together with podSelector or namespaceSelector',
    });
  }
}

interface RequirementShape {
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

function checkValues(
  { operator, values }: RequirementShape,
  context: z.RefinementCtx,
) {
  const takesValues = operator === 'In' || operator === 'NotIn';
  const hasValues = (values ?? []).length > 0;
  if (takesValues !== hasValues) {
    context.addIssue({
      code: 'custom',
      path: ['values'],
      message: takesValues
        ? `operator ${operator} needs at least one value`
        : `operator ${operator} takes no values`,
    });
  }
}

const METADATA_FIELDS = [
  'annotations',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'labels',
  'managedFields',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** The parts that NetworkPolicy and the administrators' policies share. */
export function buildPolicyParts(strict: boolean) {
  const shape = <T extends z.ZodRawShape>(fields: T) =>
    strict ? z.strictObject(fields) : z.object(fields);
  const labelSelector = shape({
    matchLabels: optional(z.record(labelKey, labelValue)),
    matchExpressions: optional(
      z.array(
        shape({
          key: labelKey,
          operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
          values: optional(z.array(labelValue)),
        }).superRefine(checkValues),
      ),
    ),
  });
  const metadata = shape({
    name: z.string().min(1),
    namespace: optional(z.string()),
    ...Object.fromEntries(
      METADATA_FIELDS.map(field => [field, z.unknown().optional()]),
    ),
  });
  return { shape, labelSelector, metadata };
}

export { cidr, optional, portName, portNumber };

/**
 * What the API server accepts as a `networking.k8s.io/v1` NetworkPolicy.
 *
 * @param strict - refuse unknown fields; otherwise drop them, as the API server does
 */
function buildNetworkPolicySchema(strict: boolean) {
  const { shape, labelSelector, metadata } = buildPolicyParts(strict);
  const peer = shape({
    podSelector: optional(labelSelector),
    namespaceSelector: optional(labelSelector),
    ipBlock: optional(shape(ipBlockFields).superRefine(checkExcept)),
  }).superRefine(checkPeer);
  const port = shape({
    protocol: optional(z.enum(['TCP', 'UDP', 'SCTP'])),
    port: optional(portNumberOrName),
    endPort: optional(portNumber),
  }).superRefine(checkEndPort);
  const peers = optional(z.array(peer));
  const ports = optional(z.array(port));
  const spec = shape({
    podSelector: optional(labelSelector),
    policyTypes: optional(z.array(z.enum(['Ingress', 'Egress'])).max(2)),
    ingress: optional(z.array(shape({ from: peers, ports }))),
    egress: optional(z.array(shape({ to: peers, ports }))),
  });
  return shape({
    apiVersion: z.literal('networking.k8s.io/v1'),
    kind: z.literal('NetworkPolicy'),
    metadata,
    spec: optional(spec),
    status: z.unknown().optional(),
  });
}

/** A NetworkPolicy of which everything that matters has been checked. */
export interface ParsedNetworkPolicy {
  metadata: { name: string; namespace?: string };
  spec?: Partial<NetworkPolicySpec>;
}

export const strictNetworkPolicy: z.ZodType<ParsedNetworkPolicy> =
  buildNetworkPolicySchema(true);
export const looseNetworkPolicy: z.ZodType<ParsedNetworkPolicy> =
  buildNetworkPolicySchema(false);
