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

import { performance } from 'node:perf_hooks';

export const MEGABYTE = 1024 * 1024;

/** One measurement, as a JSON line. */
export function print(line: Record<string, unknown>) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

export function round(value: number): number {
  return Number(value.toPrecision(3));
}

export interface Times {
  wallMs: number;
  /** Processor time, all threads: less touched by what else the machine does. */
  cpuMs: number;
}

export function timed<T>(work: () => T): Times & { value: T } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { value, wallMs, cpuMs: (user + system) / 1000 };
}

/** The middle of several runs: one run alone measures the machine's other work, too. */
export function median(runs: number, work: () => void): Times {
  const times = Array.from({ length: runs }, () => timed(work));
  const middle = (of: (one: Times) => number) =>
    round(times.map(of).sort((a, b) => a - b)[Math.floor(runs / 2)]);
  return {
    wallMs: middle(({ wallMs }) => wallMs),
    cpuMs: middle(({ cpuMs }) => cpuMs),
  };
}
