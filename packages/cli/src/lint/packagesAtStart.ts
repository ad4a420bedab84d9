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

import { WorkloadId } from '@matrix-network/backstage-plugin-matrix-network-common';
import { PlacedWorkload } from './PlacedWorkload';
import { PolicyLint } from './PolicyLint';

const installs =
  /\b(?:(?:pip3?|apt|apt-get|yum|dnf|microdnf|npm|gem)(?:\s+-\S+)*\s+install|apk(?:\s+-\S+)*\s+add|npm(?:\s+-\S+)*\s+ci)\b/;

/** What is in the image already needs no registry. */
const offline = /\s(?:--no-index|--offline|--no-network|--no-download)\b/;

function installIn(text: string): string | undefined {
  return text
    .split(/&&|\|\||[;\n]/)
    .filter(command => !offline.test(command))
    .map(command => installs.exec(command)?.[0])
    .find(found => found !== undefined);
}

/** Those that the contract lets out to the internet. */
const withInternet: readonly WorkloadId[] = [
  'synapse-main',
  'livekit',
  'coturn',
  'sygnal',
  'clamav',
];

function isIsolated({ id }: PlacedWorkload): boolean {
  return id === undefined || !withInternet.includes(id);
}

/** What the isolation blocks first. */
export const packagesAtStart: PolicyLint = {
  code: 'packages-at-start',
  about: 'Workloads without internet install no packages when they start.',
  run: (_policies, { workloads }) =>
    workloads.filter(isIsolated).flatMap(({ subject, containers }) =>
      containers.flatMap(({ title, texts, location }) => {
        const command = texts.map(installIn).find(found => found !== undefined);
        return command === undefined
          ? []
          : [
              {
                severity: 'warning' as const,
                subject,
                location,
                title: `${subject.kind} ${subject.name} installs packages when it starts, which isolation blocks`,
                cause: `Its ${title} runs '${command}', and has no business on the internet. Under the isolation the download ends in a timeout, and the container starts again and again; with a way opened, it runs what a registry gives it that day.`,
                remedy:
                  'Leave the policies closed. Build an image that has the packages in it already, push it to your own registry, and run that one.',
              },
            ];
      }),
    ),
};
