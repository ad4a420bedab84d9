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
  Advisory,
  advisoriesFor,
  describeUpgrade,
  ReleaseComponent,
} from '../../releases';
import { Severity } from '../../health/Finding';
import { count } from '../text';
import { Observation } from '../Check';

/** Advisories that an upgrade would mend; those without a fix are told where the retirement is. */
export function fixableAdvisories(
  component: ReleaseComponent,
  version: string,
): Advisory[] {
  return advisoriesFor(component, version).filter(
    ({ fixedIn }) => fixedIn.length > 0,
  );
}

function severityOf(advisories: readonly Advisory[]): Severity {
  if (advisories.some(({ severity }) => severity === 'critical')) {
    return 'critical';
  }
  return advisories.some(
    ({ severity }) => severity === 'high' || severity === 'medium',
  )
    ? 'warning'
    : 'info';
}

function advisoryText({ id, cvss, summary, fixedIn }: Advisory): string {
  return `${id}${
    cvss === undefined ? '' : ` (CVSS ${cvss})`
  }: ${summary.replace(/\.$/, '')}, fixed in ${fixedIn.join(', ')}.`;
}

/** One finding for all advisories of an installed version, the worst ones in words. */
export function vulnerableRelease(
  component: ReleaseComponent,
  version: string,
  subject: Observation['subject'],
  kubernetesVersion?: string,
): Observation[] {
  const advisories = fixableAdvisories(component, version);
  if (advisories.length === 0) {
    return [];
  }
  return [
    {
      severity: severityOf(advisories),
      subject,
      title: `${component} ${version} has ${count(
        advisories.length,
        'known vulnerability',
        'known vulnerabilities',
      )}`,
      cause: `${advisories.slice(0, 3).map(advisoryText).join(' ')}${
        advisories.length > 3
          ? ` Also ${advisories
              .slice(3)
              .map(({ id }) => id)
              .join(', ')}.`
          : ''
      }`,
      remedy: `${describeUpgrade(
        component,
        version,
        kubernetesVersion,
      )} Then re-apply the stack. Where something else installed it, upgrade it there.`,
      workloads: [component],
      link: { title: advisories[0].id, url: advisories[0].url },
    },
  ];
}
