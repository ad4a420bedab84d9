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

import { readProblem, sourceTitles } from '../../assess/reads';
import { NetworkSnapshot } from '../../snapshot/NetworkSnapshot';
import { runsComponent } from '../../stack/runsComponent';
import { COMPONENT_LABEL } from '../../workloads/labels';
import { JudgedFlow } from './judgeFlow';
import { JudgeContext } from './JudgeContext';

/** What tells whose ingress controller is used. */
const sources = ['deployments', 'daemonSets'] as const;

/** Why it is not known whose ingress controller is used; undefined where it is. */
export function whyControllerUnknown({
  reads,
}: Pick<NetworkSnapshot, 'reads'>): string | undefined {
  const problems = sources.flatMap(source => {
    const outcome = reads[source];
    const problem = outcome && readProblem(outcome);
    return problem ? [`${sourceTitles[source]}: ${problem}`] : [];
  });
  return problems.length > 0
    ? `which ingress controller is used is not known (${problems.join('; ')})`
    : undefined;
}

/** Whether a flow comes from a pod that may be the ingress controller's, were that known. */
export function mayBeFromController(
  { flow: { from } }: JudgedFlow,
  { podAt, snapshot }: JudgeContext,
): boolean {
  const pod = 'ip' in from ? undefined : podAt(from);
  return (
    pod !== undefined &&
    pod.namespace !== snapshot.namespace &&
    runsComponent('ingress-nginx', {
      kind: 'Deployment',
      // Neither its image is known nor its Deployment: a name is enough for doubt.
      podLabels: { [COMPONENT_LABEL]: 'controller', ...pod.labels },
      images: [],
    })
  );
}
