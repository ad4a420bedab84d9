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
  matchesLabelSelector,
  PodSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { labels, listOf, optional } from './fields';
import { namespacedMeta } from './objectMeta';
import { podSpec } from './podSpec';

const template = z.object({
  metadata: optional(z.object({ labels })),
  spec: podSpec,
});

const selectorSchema = z.object({
  matchLabels: labels,
  matchExpressions: listOf(
    z.object({
      key: z.string(),
      operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
      values: optional(z.array(z.string())),
    }),
  ),
});

const withTemplate = z.object({
  metadata: namespacedMeta,
  spec: z.object({ template }),
});

/** Kinds whose selector must be there and fit their template. */
const selecting = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

const withSelector = z
  .object({
    metadata: namespacedMeta,
    spec: z.object({ selector: selectorSchema, template }),
  })
  .superRefine(({ spec }, context) => {
    const own = spec.template.metadata?.labels ?? {};
    const { matchLabels, matchExpressions } = spec.selector;
    const isEmpty =
      Object.keys(matchLabels).length + matchExpressions.length === 0;
    if (isEmpty || !matchesLabelSelector(spec.selector, own)) {
      context.addIssue({
        code: 'custom',
        path: ['spec', 'selector'],
        message: isEmpty
          ? 'an empty selector is not accepted'
          : `the selector does not fit the labels of the pod template, ${JSON.stringify(
              own,
            )}`,
      });
    }
  });

const cronJob = z
  .object({
    metadata: namespacedMeta,
    spec: z.object({
      jobTemplate: z.object({ spec: z.object({ template }) }),
    }),
  })
  .transform(({ metadata, spec }) => ({
    metadata,
    spec: { template: spec.jobTemplate.spec.template },
  }));

/** What a workload comes to: one pod, which stands for all of its replicas and has its name. */
export interface WorkloadPod {
  pod: PodSnapshot;
  ownerReferences: z.output<typeof namespacedMeta>['ownerReferences'];
}

/** Labels that the Job controller puts on pods. */
function controllerLabels(kind: string, name: string): Record<string, string> {
  return kind === 'Job'
    ? { 'job-name': name, 'batch.kubernetes.io/job-name': name }
    : {};
}

/** A workload of a kind, as the pod that its template describes. */
export function workloadSchema(kind: string): z.ZodType<WorkloadPod> {
  const schema = selecting.includes(kind) ? withSelector : withTemplate;
  return (kind === 'CronJob' ? cronJob : schema).transform(
    ({ metadata, spec }): WorkloadPod => ({
      ownerReferences: metadata.ownerReferences,
      pod: {
        namespace: metadata.namespace,
        name: metadata.name,
        labels: {
          ...controllerLabels(kind, metadata.name),
          ...spec.template.metadata?.labels,
        },
        ips: [],
        ...spec.template.spec,
        phase: 'Running',
        ready: true,
        terminating: false,
        owner: { kind, name: metadata.name },
      },
    }),
  );
}

const anyTemplate = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({ containers: z.array(z.unknown()) }),
    }),
  }),
});

/** Whether an object of a kind that nobody listed here makes pods from a template (an Argo Rollout, for one). */
export function hasPodTemplate(value: unknown): boolean {
  return anyTemplate.safeParse(value).success;
}
