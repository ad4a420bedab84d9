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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { kubernetesObjectSchema } from '../../cluster/objectSchema';
import { ReleaseShape } from '../shapes';
import { RBAC } from '../shapes/ReleaseShape';
import { Inspection } from './Inspection';

const strings = z.array(z.string()).default([]);

const roleSchema = kubernetesObjectSchema.extend({
  kind: z.enum(['Role', 'ClusterRole']),
  aggregationRule: z.unknown().optional(),
  rules: z
    .array(
      z.looseObject({
        apiGroups: strings,
        resources: strings,
        verbs: strings,
        resourceNames: strings,
      }),
    )
    .nullish(),
});

const bindingSchema = kubernetesObjectSchema.extend({
  kind: z.enum(['RoleBinding', 'ClusterRoleBinding']),
  roleRef: z.looseObject({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(
      z.looseObject({
        kind: z.string(),
        name: z.string(),
        namespace: z.string().optional(),
      }),
    )
    .nullish(),
});

const READ_VERBS = ['get', 'list', 'watch'];
/** Verbs by which a holder gives itself any other right. */
const STEPPING_STONES = ['escalate', 'bind', 'impersonate'];
/** Subresources by which a holder acts as somebody else. */
const DOORS = [
  'pods/exec',
  'pods/attach',
  'pods/ephemeralcontainers',
  'nodes/proxy',
  'serviceaccounts/token',
];

type Rule = NonNullable<z.output<typeof roleSchema>['rules']>[number];

/** Tokens of its own accounts a component may ask for, by name and in its own namespace. */
function isForOwnTokens(
  { resources, resourceNames }: Rule,
  { kind, metadata }: KubernetesObject,
  shape: ReleaseShape,
): boolean {
  return (
    kind === 'Role' &&
    metadata.namespace === shape.namespaces[0] &&
    resources.every(each => each === 'serviceaccounts/token') &&
    resourceNames.length > 0 &&
    resourceNames.every(name =>
      shape.objects.includes(`v1/ServiceAccount ${metadata.namespace}/${name}`),
    )
  );
}

function ruleProblem(
  rule: Rule,
  object: KubernetesObject,
  shape: ReleaseShape,
): string | undefined {
  const { apiGroups, resources, verbs } = rule;
  if ([...apiGroups, ...resources, ...verbs].includes('*')) {
    return `grants '*' (${JSON.stringify({ apiGroups, resources, verbs })})`;
  }
  const verb = verbs.find(each => STEPPING_STONES.includes(each));
  if (verb) {
    return `grants the verb '${verb}'`;
  }
  const door = resources.find(each => DOORS.includes(each));
  if (door && !isForOwnTokens(rule, object, shape)) {
    return `grants '${door}'`;
  }
  return apiGroups.includes('rbac.authorization.k8s.io') &&
    verbs.some(each => !READ_VERBS.includes(each))
    ? 'grants writing roles'
    : undefined;
}

/** A role that reaches further than any release of these components does, or a binding to somebody else's role. */
export const excessiveRights: Inspection = (object, shape) => {
  const title = `holds ${object.kind} '${object.metadata.name}', which`;
  const role = roleSchema.safeParse(object);
  if (role.success) {
    if (role.data.aggregationRule !== undefined) {
      return `${title} gathers the rights of other roles`;
    }
    const problem = (role.data.rules ?? [])
      .map(rule => ruleProblem(rule, object, shape))
      .find(Boolean);
    return problem && `${title} ${problem}; no release needs that`;
  }
  const binding = bindingSchema.safeParse(object);
  if (!binding.success) {
    return undefined;
  }
  const { roleRef, subjects, metadata } = binding.data;
  const place =
    roleRef.kind === 'Role'
      ? `${metadata.namespace}/${roleRef.name}`
      : roleRef.name;
  const bound = `${RBAC}/${roleRef.kind} ${place}`;
  if (![...shape.objects, ...shape.someHave].includes(bound)) {
    return `${title} binds ${roleRef.kind} '${roleRef.name}'; accepted: roles of the manifest itself`;
  }
  const stranger = subjects?.find(
    ({ kind, namespace }) =>
      kind !== 'ServiceAccount' || namespace !== shape.namespaces[0],
  );
  return (
    stranger &&
    `${title} gives rights to ${stranger.kind} '${
      stranger.namespace ? `${stranger.namespace}/` : ''
    }${stranger.name}'; accepted: ServiceAccounts of ${shape.namespaces[0]}`
  );
};
