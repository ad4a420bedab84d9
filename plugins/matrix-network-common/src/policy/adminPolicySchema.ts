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
      shape({
        namespaceSelector: optional(labelSelector),
        podSelector: optional(labelSelector),
      }),
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
  const ports = optional(z.array(port).max(100));

  const from = z.array(shape(subject).superRefine(exactlyOne)).min(1).max(100);
  const to = z
    .array(
      shape({
        ...subject,
        nodes: optional(labelSelector),
        networks: optional(z.array(cidr).min(1).max(25)),
        domainNames: optional(z.array(z.string().min(1)).min(1).max(25)),
      }).superRefine(exactlyOne),
    )
    .min(1)
    .max(100);
  const name = optional(z.string().max(100));
  const policy = <Kind extends ParsedAdminPolicy['kind']>(
    kind: Kind,
    priority: z.ZodType<number | undefined>,
    action: z.ZodType<ParsedAdminRule['action']>,
  ) =>
    shape({
      apiVersion: z.literal('policy.networking.k8s.io/v1alpha1'),
      kind: z.literal(kind),
      metadata,
      spec: shape({
        priority,
        subject: shape(subject).superRefine(exactlyOne),
        ingress: optional(
          z.array(shape({ name, action, from, ports })).max(100),
        ),
        egress: optional(z.array(shape({ name, action, to, ports })).max(100)),
      }),
      status: z.unknown().optional(),
    });
  return z.discriminatedUnion('kind', [
    policy(
      'AdminNetworkPolicy',
      z.number().int().min(0).max(1000),
      z.enum(['Allow', 'Deny', 'Pass']),
    ),
    policy(
      'BaselineAdminNetworkPolicy',
      z
        .never({ error: 'a BaselineAdminNetworkPolicy has no priority' })
        .optional(),
      z.enum(['Allow', 'Deny']),
    ),
  ]);
}

export const strictAdminPolicy = buildAdminPolicySchema(true);
export const looseAdminPolicy = buildAdminPolicySchema(false);
