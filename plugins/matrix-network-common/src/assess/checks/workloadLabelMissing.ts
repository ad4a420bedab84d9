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

import { Labels } from '../../kubernetes/types';
import { PodSnapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../workloads/types';
import { EXPOSE_LABEL, SCRAPE_LABEL } from '../../workloads/labels';
import { AssessContext } from '../AssessContext';
import { Check, Observation } from '../Check';
import { podsOfWorkload } from '../pods';
import { count, labelText, list } from '../text';

const effects: Readonly<Record<string, string>> = {
  [EXPOSE_LABEL]: 'the ingress controller cannot reach them',
  [SCRAPE_LABEL]: 'Prometheus cannot scrape them',
};

interface Shortfall {
  pods: readonly PodSnapshot[];
  missing: Labels;
}

/** Scrape labels matter where a Prometheus runs. */
function wanted(workload: Workload, context: AssessContext): Labels {
  const scraped = podsOfWorkload(context.snapshot, 'prometheus').length > 0;
  return Object.fromEntries(
    Object.entries(workload.policyLabels).filter(
      ([key]) => key !== SCRAPE_LABEL || scraped,
    ),
  );
}

function shortfall(
  workload: Workload,
  context: AssessContext,
): Shortfall | undefined {
  const labels = Object.entries(wanted(workload, context));
  const lacking = podsOfWorkload(context.snapshot, workload.id)
    .filter(({ hostNetwork, terminating }) => !hostNetwork && !terminating)
    .map(pod => ({
      pod,
      missing: labels.filter(([key, value]) => pod.labels[key] !== value),
    }))
    .filter(({ missing }) => missing.length > 0);
  return lacking.length === 0
    ? undefined
    : {
        pods: lacking.map(({ pod }) => pod),
        missing: Object.fromEntries(lacking.flatMap(({ missing }) => missing)),
      };
}

/** The patch that puts labels where they survive the pods: into whatever makes the pods. */
export function labelPatch(
  workload: Workload,
  namespace: string,
  labels: Labels,
  pod: PodSnapshot,
): string {
  const json = JSON.stringify(labels);
  if (workload.id === 'postgresql' || workload.id === 'postgresql-li') {
    const name = pod.labels['cnpg.io/cluster'];
    return `kubectl -n ${namespace} patch clusters.postgresql.cnpg.io ${name} --type merge -p '{"spec":{"inheritedMetadata":{"labels":${json}}}}'`;
  }
  if (workload.id === 'minio') {
    return `add ${labelText(labels)} to spec.pools[].labels of Tenant ${
      pod.labels['v1.min.io/tenant']
    }`;
  }
  if (workload.id === 'acme-solver') {
    return `add ${labelText(
      labels,
    )} to solvers[].http01.ingress.podTemplate.metadata.labels of the issuer`;
  }
  const { kind, name } = ownerOf(pod);
  return `kubectl -n ${namespace} patch ${kind.toLowerCase()} ${name} --type merge -p '{"spec":{"template":{"metadata":{"labels":${json}}}}}'`;
}

/** A ReplicaSet belongs to the Deployment whose name it begins with. */
function ownerOf({ owner, name }: PodSnapshot): { kind: string; name: string } {
  if (!owner) {
    return { kind: 'Pod', name };
  }
  return owner.kind === 'ReplicaSet'
    ? { kind: 'Deployment', name: owner.name.replace(/-[a-z0-9]+$/, '') }
    : owner;
}

function observe(
  workload: Workload,
  { pods, missing }: Shortfall,
  { snapshot }: AssessContext,
): Observation {
  const exposure = EXPOSE_LABEL in missing;
  return {
    severity: 'warning',
    subject: {
      kind: 'Workload',
      namespace: snapshot.namespace,
      name: workload.id,
    },
    title: `${workload.title} lacks the label ${labelText(missing)}`,
    cause: `${count(pods.length, 'pod')} (${list(
      pods.map(({ name }) => name),
      3,
    )}) ${
      pods.length === 1 ? 'does' : 'do'
    } not carry it, so under the default deny ${list(
      Object.keys(missing).map(key => effects[key] ?? `${key} does not apply`),
    )}.`,
    remedy: `The stack does not own the workload, so set it there${
      exposure ? '' : ' (it restarts the pods)'
    }: ${labelPatch(workload, snapshot.namespace, missing, pods[0])}`,
    workloads: [workload.id],
  };
}

/** Pods without a label that a policy of the stack needs to take hold of them. */
export const workloadLabelMissing: Check = {
  code: 'workload-label-missing',
  about:
    'Pods carry the labels by which policies let the ingress controller and Prometheus in; the patch is given.',
  needs: ['pods'],
  run: context =>
    context.workloads.flatMap(workload => {
      if (workload.namespace !== null) {
        return [];
      }
      const found = shortfall(workload, context);
      return found ? [observe(workload, found, context)] : [];
    }),
};
