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
import {
  annotations,
  dnsLabel,
  dnsSubdomain,
  labels,
  listOf,
  nullAs,
  optional,
} from './fields';
import { namespacedMeta } from './objectMeta';
import { podSpec } from './podSpec';

const template = z.object({
  metadata: optional(z.object({ labels, annotations })),
  spec: podSpec,
});

const selectorSchema = z.object({
  matchLabels: labels,
  matchExpressions: listOf(
    z.object({
      key: z.string(),
      operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
      values: optional(z.array(nullAs('', z.string()))),
    }),
  ),
});

const atMost = (length: number) =>
  dnsSubdomain.refine(name => name.length <= length, {
    error: ({ input }) =>
      `"${input}" is too long: at most ${length} characters are accepted`,
  });

/** Where the name of a workload becomes part of its pods' labels and host names. */
const names: Readonly<Record<string, typeof dnsSubdomain>> = {
  StatefulSet: dnsLabel,
  Job: atMost(63),
  CronJob: atMost(52),
};

function metaOf(kind: string): typeof namespacedMeta {
  return Object.hasOwn(names, kind)
    ? namespacedMeta.extend({ name: names[kind] })
    : namespacedMeta;
}

const withTemplate = z.object({ template });

const jobs = z
  .object({ jobTemplate: z.object({ spec: withTemplate }) })
  .transform(({ jobTemplate }) => jobTemplate.spec);

function checkSelector(
  { selector, template: { metadata } }: WithSelector,
  context: z.RefinementCtx,
) {
  const own = metadata?.labels ?? {};
  const { matchLabels, matchExpressions } = selector;
  const isEmpty =
    Object.keys(matchLabels).length + matchExpressions.length === 0;
  if (isEmpty || !matchesLabelSelector(selector, own)) {
    context.addIssue({
      code: 'custom',
      path: ['selector'],
      message: isEmpty
        ? 'an empty selector is not accepted'
        : `the selector does not fit the labels of the pod template, ${JSON.stringify(
            own,
          )}`,
    });
  }
}

type WithSelector = z.output<typeof withTemplate> & {
  selector: z.output<typeof selectorSchema>;
};

const withSelector = z
  .object({ selector: selectorSchema, template })
  .superRefine(checkSelector);

/** Without a selector, the labels of its template are meant. */
const replicationController = z
  .object({ selector: labels, template })
  .superRefine((spec, context) => {
    const own = spec.template.metadata?.labels ?? {};
    const isSet = Object.keys(spec.selector).length > 0;
    const matchLabels = isSet ? spec.selector : own;
    checkSelector(
      { ...spec, selector: { matchLabels, matchExpressions: [] } },
      context,
    );
  });

/** Kinds whose spec is more than a template. */
const specs: Readonly<
  Record<string, z.ZodType<z.output<typeof withTemplate>>>
> = {
  Deployment: withSelector,
  StatefulSet: withSelector,
  DaemonSet: withSelector,
  ReplicaSet: withSelector,
  ReplicationController: replicationController,
  CronJob: jobs,
};

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
  const spec = Object.hasOwn(specs, kind) ? specs[kind] : withTemplate;
  return z.object({ metadata: metaOf(kind), spec }).transform(
    ({ metadata, spec: { template: of } }): WorkloadPod => ({
      ownerReferences: metadata.ownerReferences,
      pod: {
        namespace: metadata.namespace,
        name: metadata.name,
        labels: {
          ...controllerLabels(kind, metadata.name),
          ...of.metadata?.labels,
        },
        ips: [],
        ...of.spec,
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
