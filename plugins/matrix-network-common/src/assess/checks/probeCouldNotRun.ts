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

import { Check } from '../Check';
import { count } from '../text';
import { currentProbeResults, probedWorkloads } from '../probeResults';

/** Probes that never tried their flow: they prove nothing. */
export const probeCouldNotRun: Check = {
  code: 'probe-could-not-run',
  about: 'Probe pods can start and finish.',
  needs: ['networkPolicies', 'pods'],
  run(context) {
    const results = currentProbeResults(
      context,
      ({ outcome }) => outcome === 'couldNotRun',
    );
    if (results.length === 0) {
      return [];
    }
    const causes = [
      ...new Set(results.flatMap(({ detail }) => detail ?? [])),
    ].slice(0, 3);
    return [
      {
        severity: 'info',
        subject: {
          kind: 'Namespace',
          name: context.snapshot.namespace,
        },
        title: `${count(
          results.length,
          'flow',
        )} could not be probed: the probe pods did not run`,
        cause: `${causes.join('; ') || 'Nothing was heard of them'}.`,
        remedy:
          'Make room in the ResourceQuota, let the probe image be pulled (matrixNetwork.probes.image), or mend what admission refuses; probe pods ask for 10m CPU and 16Mi each container, under the restricted Pod Security Standard.',
        workloads: probedWorkloads(results),
      },
    ];
  },
};
