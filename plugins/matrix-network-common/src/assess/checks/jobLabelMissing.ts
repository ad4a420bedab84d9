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

import { NAME_LABEL } from '../../workloads/labels';
import { workloadOfPod } from '../../workloads/workloadOfPod';
import { WorkloadId } from '../../workloads/types';
import { Check } from '../Check';
import { isActive } from '../pods';

/** Jobs of the deployment whose pods need a workload's labels to get to their database. */
const jobs: readonly { job: RegExp; workload: WorkloadId; name: string }[] = [
  { job: /^key-vault-init-db/, workload: 'key-vault', name: 'key-vault' },
  { job: /^sync-system-/, workload: 'sync-system', name: 'sync-system' },
];

/** A Job whose pod template has no labels is denied everything but DNS, and never finishes. */
export const jobLabelMissing: Check = {
  code: 'job-label-missing',
  about:
    'Pods of set-up Jobs carry the name label of the workload whose database they set up.',
  needs: ['pods'],
  run: ({ snapshot, workloads }) =>
    snapshot.pods
      .filter(
        pod =>
          pod.namespace === snapshot.namespace &&
          pod.owner?.kind === 'Job' &&
          isActive(pod) &&
          workloadOfPod(pod, snapshot.namespace) === undefined,
      )
      .flatMap(pod => {
        const known = jobs.find(({ job }) => job.test(pod.owner?.name ?? ''));
        if (
          !known ||
          pod.labels[NAME_LABEL] === known.name ||
          !workloads.some(({ id }) => id === known.workload)
        ) {
          return [];
        }
        return [
          {
            severity: 'warning',
            subject: {
              kind: 'Job',
              namespace: pod.namespace,
              name: pod.owner?.name ?? pod.name,
            },
            title: `Job ${pod.owner?.name} has pods without the label ${NAME_LABEL}=${known.name}`,
            cause: `Pod ${pod.name} carries no label that a policy knows, so the default deny keeps it from its database and the Job never finishes.`,
            remedy: `Put ${NAME_LABEL}: ${known.name} under spec.template.metadata.labels of the Job, and create it anew: a Job's template cannot be changed.`,
            workloads: [known.workload],
          },
        ];
      }),
};
