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
  Finding,
  Labels,
  WorkloadId,
  workloadOfPod,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { valueAt } from '../input/fieldPath';
import { Location } from '../input/InputProblems';
import { PodSource } from '../input/podsToJudge';
import { SourceObject } from '../input/SourceObject';

/** What a container is started with. */
export interface StartedContainer {
  /** `init container wait-for-redis` */
  title: string;
  isInit: boolean;
  /** Its command with its arguments, then each `NAME=value` of its environment. */
  texts: readonly string[];
  location: Location;
}

/** A workload of the Matrix namespace as a file has it. */
export interface PlacedWorkload {
  subject: Finding['subject'];
  /** Of the catalogue, where its pods carry the labels of one. */
  id?: WorkloadId;
  labels: Labels;
  containers: readonly StartedContainer[];
}

const texts = z.array(z.string()).nullish().catch(undefined);

const container = z.object({
  name: z.string(),
  command: texts,
  args: texts,
  env: z
    .array(z.object({ name: z.string(), value: z.string().nullish() }))
    .nullish()
    .catch(undefined),
});

function podSpecPath({ kind }: SourceObject): string[] {
  switch (kind) {
    case 'Pod':
      return ['spec'];
    case 'CronJob':
      return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
    default:
      return ['spec', 'template', 'spec'];
  }
}

function containersOf(object: SourceObject): StartedContainer[] {
  return (['initContainers', 'containers'] as const).flatMap(field => {
    const path = [...podSpecPath(object), field];
    const { data = [] } = z
      .array(container)
      .safeParse(valueAt(object.value, path));
    return data.map(({ name, command, args, env }, index) => ({
      title: `${
        field === 'initContainers' ? 'init container' : 'container'
      } ${name}`,
      isInit: field === 'initContainers',
      texts: [
        [...(command ?? []), ...(args ?? [])].join(' '),
        ...(env ?? []).map(each => `${each.name}=${each.value ?? ''}`),
      ],
      location: object.locate([...path, index]),
    }));
  });
}

/** Workloads of the Matrix namespace, with what their containers are started with. */
export function placedWorkloads(
  sources: readonly PodSource[],
  namespace: string,
): PlacedWorkload[] {
  return sources
    .filter(({ pod }) => pod.namespace === namespace)
    .map(({ pod, object }) => {
      const id = workloadOfPod(pod, namespace);
      return {
        subject: { kind: object.kind, namespace, name: pod.name },
        ...(id && { id }),
        labels: pod.labels,
        containers: containersOf(object),
      };
    });
}
