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

import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  parseStackSpecDocument,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import ipaddr from 'ipaddr.js';
import { causeOf } from '../service/causeOf';
import { MatrixNetworkConfig } from './MatrixNetworkConfig';
import { readProbesConfig } from './readProbesConfig';
import { readReleasesConfig } from './readReleasesConfig';

const ROOT = 'matrixNetwork';
const SECOND = 1_000;

/** Goes on after a bad key, so that one start names all of them. */
class ProblemCollector {
  readonly problems: string[] = [];

  read<T>(fallback: T, read: () => T): T {
    try {
      return read();
    } catch (error) {
      this.problems.push(causeOf(error));
      return fallback;
    }
  }

  throwIfAny(): void {
    if (this.problems.length > 0) {
      throw new InputError(
        `Configuration of Matrix Network is wrong: ${this.problems.join('; ')}`,
      );
    }
  }
}

/**
 * Reads `matrixNetwork` from app-config.
 * @throws InputError that lists every wrong key, its value and what is accepted.
 */
export function readMatrixNetworkConfig(config: Config): MatrixNetworkConfig {
  const reader = new ProblemCollector();
  const root = config.getOptionalConfig(ROOT);
  const result: MatrixNetworkConfig = {
    matrixClusters: reader.read([], () => readMatrixClusters(config, reader)),
    poll: {
      intervalMs: reader.read(60 * SECOND, () =>
        readMilliseconds(root, 'poll.interval', 60 * SECOND),
      ),
      timeoutMs: reader.read(45 * SECOND, () =>
        readMilliseconds(root, 'poll.timeout', 45 * SECOND),
      ),
      concurrency: reader.read(8, () => readCount(root, 'poll.concurrency', 8)),
    },
    operations: {
      concurrency: reader.read(4, () =>
        readCount(root, 'operations.concurrency', 4),
      ),
    },
    releases: reader.read<MatrixNetworkConfig['releases']>(
      { verify: 'catalogue' },
      () => readReleasesConfig(root?.getOptionalConfig('releases')),
    ),
    probes: reader.read(readProbesConfig(undefined), () =>
      readProbesConfig(root?.getOptionalConfig('probes')),
    ),
    certificateChecks: {
      timeoutMs: reader.read(10 * SECOND, () =>
        readMilliseconds(root, 'certificateChecks.timeout', 10 * SECOND),
      ),
      allowedAddresses: reader.read([], () => readAllowedAddresses(root)),
      caFile: reader.read(undefined, () =>
        root?.getOptionalString('certificateChecks.caFile'),
      ),
    },
  };
  const timeoutIsDefault = !root?.has('poll.timeout');
  if (result.poll.timeoutMs >= result.poll.intervalMs) {
    if (timeoutIsDefault) {
      result.poll.timeoutMs = Math.floor(result.poll.intervalMs * 0.75);
    } else {
      reader.problems.push(
        `${ROOT}.poll.timeout is ${
          result.poll.timeoutMs / SECOND
        } s, but must be shorter than ${ROOT}.poll.interval, ${
          result.poll.intervalMs / SECOND
        } s`,
      );
    }
  }
  reader.throwIfAny();
  return result;
}

function readMatrixClusters(
  config: Config,
  reader: ProblemCollector,
): StackSpec[] {
  const key = `${ROOT}.matrixClusters`;
  const documents: unknown = config.getOptional(key);
  if (documents === undefined) {
    return [];
  }
  if (!Array.isArray(documents)) {
    throw new InputError(`${key} must be a list of MatrixCluster documents`);
  }
  const seen = new Map<string, number>();
  return documents.flatMap((document: unknown, index) =>
    reader.read<StackSpec[]>([], () => {
      const spec = readMatrixCluster(document, `${key}[${index}]`);
      const earlier = seen.get(spec.name);
      if (earlier !== undefined) {
        throw new InputError(
          `${key}[${index}].metadata.name is '${spec.name}', as is that of ${key}[${earlier}]; names must differ`,
        );
      }
      seen.set(spec.name, index);
      return [spec];
    }),
  );
}

function readMatrixCluster(document: unknown, key: string): StackSpec {
  try {
    return parseStackSpecDocument(document);
  } catch (error) {
    throw new InputError(`${key}: ${causeOf(error)}`);
  }
}

function readMilliseconds(
  root: Config | undefined,
  key: string,
  fallback: number,
): number {
  if (!root?.has(key)) {
    return fallback;
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(root, { key }),
    );
  } catch (error) {
    throw new InputError(
      `${ROOT}.${key} is not a duration; accepted are '90s', 'PT1M' or { minutes: 1 }`,
    );
  }
  if (!(milliseconds >= SECOND)) {
    throw new InputError(
      `${ROOT}.${key} is ${milliseconds} ms, but must be at least 1 s`,
    );
  }
  return milliseconds;
}

function readCount(
  root: Config | undefined,
  key: string,
  fallback: number,
): number {
  const count = root?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    throw new InputError(
      `${ROOT}.${key} is ${count}, but must be a whole number from 1 to 100`,
    );
  }
  return count;
}

function readAllowedAddresses(root: Config | undefined): string[] {
  const key = 'certificateChecks.allowedAddresses';
  const ranges = root?.getOptionalStringArray(key) ?? [];
  const bad = ranges.filter(range => !ipaddr.isValidCIDR(range));
  if (bad.length > 0) {
    throw new InputError(
      `${ROOT}.${key} has '${bad.join(
        "', '",
      )}', but accepts ranges such as '127.0.0.0/8' and 'fd00::/8'`,
    );
  }
  return ranges;
}
