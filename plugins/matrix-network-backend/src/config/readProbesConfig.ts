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

import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { defaultProbeSettings } from '@matrix-network/backstage-plugin-matrix-network-node';
import { MatrixNetworkConfig } from './MatrixNetworkConfig';

type ProbesConfig = MatrixNetworkConfig['probes'];

const KEY = 'matrixNetwork.probes';

/** A whole number within bounds, or the default. */
function readWhole(
  probes: Config | undefined,
  key: string,
  fallback: number,
  [least, most]: [number, number],
): number {
  const value = probes?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InputError(
      `${KEY}.${key} is ${value}, but must be a whole number from ${least} to ${most}`,
    );
  }
  return value;
}

function readTarget(text: string): { host: string; port: number } {
  const [, bracketed, plain, digits] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (!host || !(port >= 1 && port <= 65_535)) {
    throw new InputError(
      `${KEY}.internetTargets has '${text}', but accepts addresses with a port such as '1.1.1.1:443' and '[2606:4700:4700::1111]:443'`,
    );
  }
  return { host, port };
}

function readScheduled(probes: Config | undefined): ProbesConfig['scheduled'] {
  const value = probes?.getOptionalString('scheduled') ?? 'isolation';
  if (value === 'isolation' || value === 'contract') {
    return value;
  }
  throw new InputError(
    `${KEY}.scheduled is '${value}', but accepted are isolation and contract`,
  );
}

/**
 * Reads `matrixNetwork.probes`.
 * @throws InputError that names the key, its value and what is accepted
 */
export function readProbesConfig(probes: Config | undefined): ProbesConfig {
  const image = probes?.getOptionalString('image');
  return {
    settings: {
      ...(image !== undefined && { image }),
      timeoutSeconds: readWhole(
        probes,
        'timeoutSeconds',
        defaultProbeSettings.timeoutSeconds,
        [1, 60],
      ),
      deadlineSeconds: readWhole(
        probes,
        'deadlineSeconds',
        defaultProbeSettings.deadlineSeconds,
        [30, 1_800],
      ),
    },
    concurrency: readWhole(
      probes,
      'concurrency',
      defaultProbeSettings.concurrency,
      [1, 20],
    ),
    internetTargets: (
      probes?.getOptionalStringArray('internetTargets') ?? []
    ).map(readTarget),
    ...(probes?.has('schedule') && {
      schedule: readSchedulerServiceTaskScheduleDefinitionFromConfig(
        probes.getConfig('schedule'),
      ),
    }),
    scheduled: readScheduled(probes),
  };
}
