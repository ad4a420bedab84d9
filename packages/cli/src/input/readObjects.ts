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
  compilePolicies,
  InstalledComponents,
  KubernetesObject,
  NamespaceSnapshot,
  NetworkPolicy,
  PolicyNode,
  PolicyProblem,
  validateNetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ClusterObjects } from './ClusterObjects';
import { problemAtText, problemOf } from './describeProblem';
import { findPath } from './fieldPath';
import { InputProblem, InputProblems, locationText } from './InputProblems';
import { useOf } from './kinds';
import { legacyBlocks } from './legacyBlocks';
import { asNetworkPolicy } from './networkPolicy';
import { nodeSchema } from './nodes';
import {
  namespacedMeta,
  namespaceMeta,
  strictClusterWideMeta,
} from './objectMeta';
import { podSchema } from './pods';
import { podsToJudge, PodSource, withoutOwners } from './podsToJudge';
import { SourceDocument } from './SourceDocument';
import { SourceObject, unpackObjects, withName } from './SourceObject';
import { undecidableRules } from './undecidableRules';
import { usedComponentSchema } from './usedComponents';
import { hasPodTemplate, workloadSchema } from './workloads';

const namespaceSchema = z
  .object({ metadata: namespaceMeta })
  .transform(({ metadata }): NamespaceSnapshot => metadata);

const policyMeta = z.object({ metadata: namespacedMeta });
const adminPolicyMeta = z.object({ metadata: strictClusterWideMeta });
const toBeNamed = z.object({
  metadata: z.object({
    name: z.literal('').nullish(),
    generateName: z.string().min(1),
  }),
});

const LONGEST_BASE = 58;

/** Reads objects one after the other, and gathers what is wrong with them. */
class ObjectReader {
  readonly namespaces: NamespaceSnapshot[] = [];
  readonly nodes: PolicyNode[] = [];
  readonly pods: PodSource[] = [];
  readonly policies: NetworkPolicy[] = [];
  readonly adminPolicies: KubernetesObject[] = [];
  readonly specs: SourceObject[] = [];
  installed: InstalledComponents = {};
  readonly problems: InputProblem[] = [];
  readonly warnings: string[] = [];
  readonly policySources = new Map<string, SourceObject>();
  readonly #seen = new Map<string, SourceObject>();
  #namesMade = 0;

  read(given: SourceObject): void {
    const object = this.#named(given);
    const { apiVersion, kind, value } = object;
    const known = useOf(apiVersion, kind, hasPodTemplate(value));
    switch (known.use) {
      case 'namespace':
        return this.#take(object, namespaceSchema, namespace =>
          this.namespaces.push(namespace),
        );
      case 'node':
        return this.#take(object, nodeSchema, node => this.nodes.push(node));
      case 'pod':
        return this.#take(object, podSchema, pod =>
          this.pods.push({ ...pod, object }),
        );
      case 'workload':
        return this.#take(object, workloadSchema(kind), pod =>
          this.pods.push({ ...pod, object }),
        );
      case 'policy':
        return this.#take(object, policyMeta, ({ metadata }) =>
          this.#policy(object, metadata.namespace, metadata.name),
        );
      case 'adminPolicy':
        return this.#take(object, adminPolicyMeta, ({ metadata }) =>
          this.#adminPolicy(object, metadata.name),
        );
      case 'spec':
        // Each file that one spec was rendered to names it.
        if (!this.specs.some(other => isDeepStrictEqual(other.value, value))) {
          this.specs.push(object);
        }
        return undefined;
      case 'used':
        return this.#take(object, usedComponentSchema, used => {
          this.installed = { ...this.installed, ...used };
        });
      case 'refused':
        this.problems.push(
          problemOf(
            object,
            [known.field],
            `the API server serves no ${kind} of ${apiVersion}; ${known.accepted} is accepted`,
          ),
        );
        return undefined;
      default:
        return this.#ignore(object);
    }
  }

  /** The API server adds five characters to `generateName`, and cuts what is too long. */
  #named(object: SourceObject): SourceObject {
    const { data } = toBeNamed.safeParse(object.value);
    if (!data) {
      return object;
    }
    this.#namesMade += 1;
    const suffix = String(this.#namesMade).padStart(5, '0');
    return withName(
      object,
      `${data.metadata.generateName.slice(0, LONGEST_BASE)}${suffix}`,
    );
  }

  #ignore({ apiVersion, kind, title, locate }: SourceObject): void {
    if (/NetworkPolicy$/.test(kind)) {
      this.warnings.push(
        `${locationText(
          locate([]),
        )}: ${title}: policies of ${apiVersion} are not judged; networking.k8s.io/v1 is`,
      );
    }
  }

  #take<T>(
    object: SourceObject,
    schema: z.ZodType<T>,
    take: (value: T) => unknown,
  ): void {
    const parsed = schema.safeParse(object.value);
    if (!parsed.success) {
      this.problems.push(
        ...parsed.error.issues.map(({ path, message }) =>
          problemOf(
            object,
            path.map(part => (typeof part === 'number' ? part : String(part))),
            message,
          ),
        ),
      );
    } else if (this.#isNew(object)) {
      take(parsed.data);
    }
  }

  /** The same object may stand in several files, if they agree. */
  #isNew(object: SourceObject): boolean {
    const { data } = policyMeta.safeParse(object.value);
    const key = [
      object.apiVersion,
      object.kind,
      data?.metadata.namespace,
      data?.metadata.name,
    ].join(' ');
    const first = this.#seen.get(key);
    if (!first) {
      this.#seen.set(key, object);
      return true;
    }
    if (!isDeepStrictEqual(first.value, object.value)) {
      this.problems.push(
        problemOf(
          object,
          [],
          `declared a second time, and otherwise than at ${locationText(
            first.locate([]),
          )}`,
        ),
      );
    }
    return false;
  }

  #policy(object: SourceObject, namespace: string, name: string): void {
    const found = validateNetworkPolicy(object.value);
    if (found.length > 0) {
      this.#report(object, found);
      return;
    }
    const policy = asNetworkPolicy(object.value, namespace);
    if (!policy) {
      throw new Error(`${object.title} is valid, and yet not a NetworkPolicy`);
    }
    this.policies.push(policy);
    legacyBlocks(policy).forEach(({ path, message }) =>
      this.#warn(object, path, message),
    );
    this.policySources.set(
      keyOf({ kind: object.kind, namespace, name }),
      object,
    );
  }

  #adminPolicy(object: SourceObject, name: string): void {
    const policy: KubernetesObject = {
      ...object.value,
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { name },
    };
    const { problems } = compilePolicies({
      namespaces: [],
      pods: [],
      policies: [],
      adminPolicies: [policy],
    });
    this.#report(object, problems);
    this.adminPolicies.push(policy);
    this.policySources.set(keyOf({ kind: object.kind, name }), object);
  }

  /** Says what of the administrators' policies has no verdict, once all are read. */
  warnOfUndecidable(): void {
    undecidableRules(this.adminPolicies).forEach(
      ({ policy, path, message }) => {
        const object = this.policySources.get(keyOf(policy));
        if (object) {
          this.#warn(object, path, message);
        }
      },
    );
  }

  #warn(object: SourceObject, path: string, message: string): void {
    const { location } = problemAtText(object, path, message);
    this.warnings.push(
      `${locationText(location)}: ${object.title}: ${path}: ${message}`,
    );
  }

  #report(object: SourceObject, found: readonly PolicyProblem[]): void {
    for (const { path, severity, message } of found) {
      const problem = problemAtText(object, path, message);
      if (severity === 'unsupported') {
        this.#warn(object, path, message);
      } else {
        this.problems.push(problem);
      }
    }
  }
}

function keyOf({
  kind,
  namespace,
  name,
}: {
  kind: string;
  namespace?: string;
  name: string;
}): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

/**
 * Namespaces, pods and policies of documents. Other kinds are left out.
 *
 * @throws InputProblems that names everything the API server would refuse
 */
export function readObjects(
  documents: readonly SourceDocument[],
): ClusterObjects {
  const reader = new ObjectReader();
  unpackObjects(documents).forEach(object => reader.read(object));
  if (reader.problems.length > 0) {
    throw new InputProblems(reader.problems);
  }
  reader.warnOfUndecidable();
  const { namespaces, nodes, policies, adminPolicies, specs, policySources } =
    reader;
  const { pods, warnings } = podsToJudge(reader.pods);
  const workloads = withoutOwners(reader.pods);
  return {
    namespaces,
    nodes,
    pods,
    workloads,
    policies,
    adminPolicies,
    specs,
    installed: reader.installed,
    warnings: [...reader.warnings, ...warnings],
    locatePolicy(policy, path) {
      const source = policySources.get(keyOf(policy));
      return source?.locate(findPath(source.value, path));
    },
  };
}
