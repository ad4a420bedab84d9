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
  neighbourWarnings,
  SpecIssue,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { issuesWithNeighbours, neighboursOf } from '../engine/neighbours';
import { SpecCheck } from '../engine/StackEngine';
import { isUnknownCluster } from './isUnknownCluster';
import { Services } from './Services';

type ValidationServices = Pick<
  Services,
  'engine' | 'clusters' | 'kubernetesClusters' | 'inventory'
>;

/**
 * Checks a spec against its schema, the known Kubernetes clusters, what was last
 * seen of its own, and the Matrix clusters that it shares it with.
 */
export async function validateSpec(
  services: ValidationServices,
  input: unknown,
): Promise<SpecCheck> {
  const first = services.engine.validate(input);
  if (!first.spec) {
    return first;
  }
  const { kubernetesCluster } = first.spec;
  const clusterIssues = await kubernetesClusterIssues(
    services,
    kubernetesCluster,
  );
  const look = await services.kubernetesClusters.get(kubernetesCluster);
  const check = services.engine.validate(input, look?.facts);
  const neighbours = await neighboursOf(services.inventory, first.spec);
  const issues = [
    ...check.issues,
    ...clusterIssues,
    ...(await issuesWithNeighbours(services.inventory, first.spec)),
  ];
  return {
    issues,
    warnings: [...check.warnings, ...neighbourWarnings(first.spec, neighbours)],
    spec: issues.length > 0 ? undefined : check.spec,
  };
}

async function kubernetesClusterIssues(
  services: ValidationServices,
  name: string,
): Promise<SpecIssue[]> {
  const names = (await services.clusters.list()).map(cluster => cluster.name);
  if (names.includes(name)) {
    return [];
  }
  if (!(await isUnknownCluster(services.clusters, name))) {
    // The source that may know it does not answer: that is said, and no list that lacks it.
    await services.clusters.client(name);
    return [];
  }
  const accepted =
    names.length > 0
      ? `accepted are ${names.join(', ')}`
      : 'none is configured under kubernetes.clusterLocatorMethods';
  return [
    {
      field: 'kubernetesCluster',
      message: `'${name}' is not a Kubernetes cluster that Backstage knows; ${accepted}`,
    },
  ];
}
