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

import { StackSpec } from '../spec/StackSpec';
import { Neighbour } from './Neighbour';

/** A value of a spec that another Matrix cluster on the same Kubernetes cluster rules out. @public */
export interface NeighbourIssue {
  field: string;
  message: string;
}

/** What only one of two specs can have, and how people call it. */
const mustAgree: readonly {
  field: string;
  of: (spec: StackSpec) => unknown;
  appliesTo?: (spec: StackSpec) => boolean;
}[] = [
  { field: 'ingress.exposure', of: spec => spec.ingress.exposure },
  {
    field: 'ingress.nodePorts.http',
    of: spec => spec.ingress.nodePorts.http,
    appliesTo: spec => spec.ingress.exposure === 'nodePort',
  },
  {
    field: 'ingress.nodePorts.https',
    of: spec => spec.ingress.nodePorts.https,
    appliesTo: spec => spec.ingress.exposure === 'nodePort',
  },
  { field: 'images.registry', of: spec => spec.images.registry },
  {
    field: 'certificates.organisationCaSecret',
    of: spec => spec.certificates.organisationCaSecret,
    appliesTo: spec =>
      spec.certificates.management !== 'external' &&
      spec.certificates.issuer === 'organisation-ca',
  },
];

/**
 * Where a spec contradicts that of another Matrix cluster on the same Kubernetes
 * cluster: what they share can't be both, and two stacks can't own one namespace.
 * @public
 */
export function neighbourIssues(
  spec: StackSpec,
  neighbours: readonly Neighbour[],
): NeighbourIssue[] {
  return neighbours.flatMap(neighbour => issuesWith(spec, neighbour.spec));
}

function issuesWith(spec: StackSpec, other: StackSpec): NeighbourIssue[] {
  const issues = mustAgree
    .filter(({ appliesTo }) => !appliesTo || [spec, other].every(appliesTo))
    .filter(({ of }) => of(spec) !== of(other))
    .map(({ field, of }) => ({
      field,
      message: `${show(of(spec))} contradicts Matrix cluster ${
        other.name
      }, which shares the Kubernetes cluster ${
        other.kubernetesCluster
      } and has ${show(of(other))}; only ${show(of(other))} is accepted`,
    }));
  if (spec.namespace === other.namespace) {
    issues.push({
      field: 'namespace',
      message: `'${spec.namespace}' belongs to Matrix cluster ${other.name} on the same Kubernetes cluster; choose another`,
    });
  }
  return issues;
}

function show(value: unknown): string {
  if (value === undefined || value === null) {
    return 'none';
  }
  return typeof value === 'string' ? `'${value}'` : String(value);
}
