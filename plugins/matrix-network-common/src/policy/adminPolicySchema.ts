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

import { LabelSelector, Protocol } from '../kubernetes/types';
import { legacyNotation } from './addresses';
import { buildPolicyParts, cidr, optional, portNumber } from './policySchema';

interface ParsedAdminPort {
  portNumber?: { protocol?: Protocol; port: number };
  namedPort?: string;
  portRange?: { protocol?: Protocol; start: number; end: number };
}

interface ParsedSubject {
  namespaces?: LabelSelector;
  pods?: { namespaceSelector?: LabelSelector; podSelector?: LabelSelector };
}

interface ParsedAdminPeer extends ParsedSubject {
  nodes?: LabelSelector;
  networks?: string[];
  domainNames?: string[];
}

export interface ParsedAdminRule {
  action: 'Allow' | 'Deny' | 'Pass';
  from?: ParsedAdminPeer[];
  to?: ParsedAdminPeer[];
  ports?: ParsedAdminPort[];
}

export interface ParsedAdminPolicy {
  kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  metadata: { name: string };
  spec: {
    priority?: number;
    subject: ParsedSubject;
    ingress?: ParsedAdminRule[];
    egress?: ParsedAdminRule[];
  };
}

function exactlyOne(value: object, context: z.RefinementCtx) {
  const set = Object.values(value).filter(field => field !== undefined);
  if (set.length !== 1) {
    context.addIssue({
      code: 'custom',
      message: `exactly one of its fields must be set, not ${set.length}`,
    });
  }
}

function takenAsNetwork(text: string): boolean {
  const notation = legacyNotation(text);
  return notation === undefined || notation === 'hostBits';
}

/** The resource definitions ask for blocks in today's notation. */
const network = cidr.refine(takenAsNetwork, {
  error: ({ input }) =>
    `"${input}" is not accepted: leading zeros and IPv4-mapped IPv6 addresses are not`,
});

function checkUnique(texts: readonly string[], context: z.RefinementCtx) {
  texts.forEach((text, index) => {
    if (texts.indexOf(text) < index) {
      context.addIssue({
        code: 'custom',
        path: [index],
        message: `"${text}" is there twice`,
      });
    }
  });
}

const DOMAIN_NAME =
  /^(\*\.)?([a-z0-9]([-a-z0-9_]*[a-z0-9])?)(\.[a-z0-9]([-a-z0-9_]*[a-z0-9])?)+\.?$/i;

const domainName = z.string().regex(DOMAIN_NAME, {
  error: ({ input }) =>
    `"${input}" is not a domain name such as example.org or *.example.org`,
});

const onlyBaseline = z.string().refine(name => name === 'default', {
  error: 'a cluster has one BaselineAdminNetworkPolicy, named "default"',
});

function checkRange(
  { start, end }: { start: number; end: number },
  context: z.RefinementCtx,
) {
  if (end < start) {
    context.addIssue({
      code: 'custom',
      path: ['end'],
      message: `end ${end} must not be below start ${start}`,
    });
  }
}

function buildAdminPolicySchema(strict: boolean): z.ZodType<ParsedAdminPolicy> {
  const { shape, labelSelector, metadata } = buildPolicyParts(strict);
  const protocol = optional(z.enum(['TCP', 'UDP', 'SCTP']));
  const subject = {
    namespaces: optional(labelSelector),
    pods: optional(
      shape({ namespaceSelector: labelSelector, podSelector: labelSelector }),
    ),
  };
  const port = shape({
    portNumber: optional(shape({ protocol, port: portNumber })),
    namedPort: optional(z.string().min(1)),
    portRange: optional(
      shape({ protocol, start: portNumber, end: portNumber }).superRefine(
        checkRange,
      ),
    ),
  }).superRefine(exactlyOne);
  const ports = optional(z.array(port).min(1).max(100));

  const from = z.array(shape(subject).superRefine(exactlyOne)).min(1).max(100);
  const outside = {
    nodes: optional(labelSelector),
    networks: optional(
      z.array(network).min(1).max(25).superRefine(checkUnique),
    ),
  };
  const domainNames = optional(z.array(domainName).min(1).max(25));
  const to = (one: z.ZodType<ParsedAdminPeer>) => z.array(one).min(1).max(100);
  const name = optional(z.string().max(100));
  const policy = <Kind extends ParsedAdminPolicy['kind']>(
    kind: Kind,
    ownMetadata: typeof metadata,
    priority: z.ZodType<number | undefined>,
    action: z.ZodType<ParsedAdminRule['action']>,
    egressPeers: ReturnType<typeof to>,
  ) =>
    shape({
      apiVersion: z.literal('policy.networking.k8s.io/v1alpha1'),
      kind: z.literal(kind),
      metadata: ownMetadata,
      spec: shape({
        priority,
        subject: shape(subject).superRefine(exactlyOne),
        ingress: optional(
          z.array(shape({ name, action, from, ports })).max(100),
        ),
        egress: optional(
          z.array(shape({ name, action, to: egressPeers, ports })).max(100),
        ),
      }),
      status: z.unknown().optional(),
    });
  return z.discriminatedUnion('kind', [
    policy(
      'AdminNetworkPolicy',
      metadata,
      z.number().int().min(0).max(1000),
      z.enum(['Allow', 'Deny', 'Pass']),
      to(
        shape({ ...subject, ...outside, domainNames }).superRefine(exactlyOne),
      ),
    ),
    policy(
      'BaselineAdminNetworkPolicy',
      metadata.extend({ name: onlyBaseline }),
      z
        .never({ error: 'a BaselineAdminNetworkPolicy has no priority' })
        .optional(),
      z.enum(['Allow', 'Deny']),
      to(shape({ ...subject, ...outside }).superRefine(exactlyOne)),
    ),
  ]);
}

export const strictAdminPolicy = buildAdminPolicySchema(true);
export const looseAdminPolicy = buildAdminPolicySchema(false);
