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

import { timestamp } from '../controllers/conditions';
import { Container, ContainerStatus } from '../controllers/kinds';
import { ProgramResult } from './ContainerProgram';
import { terminationMessage } from './terminationMessage';

type Exit = Extract<ProgramResult, { kind: 'exited' }>;

/** How far a container has come. Status has whole seconds, so times are kept here, in ms. */
export interface ContainerRuntime {
  startedAt?: number;
  /** What the process will have come to, and when; none while it goes on for ever. */
  exit?: { at: number; result: Exit };
  /** Why its image can't be had, since when, and whether the node waits before it tries again. */
  pull?: { failedAt: number; error: string; backsOff: boolean };
  restarts: number;
}

/** What a node knows of a pod beyond the pod's own status. */
export class PodRuntime {
  readonly #containers = new Map<string, ContainerRuntime>();

  /** @param since - when the pod's sandbox could begin to be made */
  constructor(readonly since: number) {}

  of({ name }: Container): ContainerRuntime {
    const known = this.#containers.get(name) ?? { restarts: 0 };
    this.#containers.set(name, known);
    return known;
  }

  get hasAnyStarted(): boolean {
    return [...this.#containers.values()].some(
      ({ startedAt }) => startedAt !== undefined,
    );
  }

  hasStarted(container: Container): boolean {
    return this.of(container).startedAt !== undefined;
  }

  /** The exit code of a container that has ended by now. */
  exitCode(container: Container, now: number): number | undefined {
    const { exit } = this.of(container);
    return exit && exit.at <= now ? exit.result.exitCode : undefined;
  }

  /** An init container begins again. */
  restart(container: Container): void {
    const { restarts } = this.of(container);
    this.#containers.set(container.name, { restarts: restarts + 1 });
  }

  /** When the next of these containers ends, after now. */
  nextExit(containers: readonly Container[], now: number): number | undefined {
    const ends = containers
      .flatMap(container => this.of(container).exit?.at ?? [])
      .filter(at => at > now);
    return ends.length > 0 ? Math.min(...ends) : undefined;
  }
}

/** `state` of a container's status. `waitsFor` is its reason while nothing is wrong. */
export function containerState(
  container: Container,
  { startedAt, exit, pull }: ContainerRuntime,
  now: number,
  waitsFor: string,
): ContainerStatus['state'] {
  if (startedAt === undefined) {
    return {
      waiting: pull ? pullProblem(container, pull) : { reason: waitsFor },
    };
  }
  const started = timestamp(new Date(startedAt));
  if (!exit || exit.at > now) {
    return { running: { startedAt: started } };
  }
  const { exitCode } = exit.result;
  return {
    terminated: {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      message: terminationMessage(container, exit.result),
      startedAt: started,
      finishedAt: timestamp(new Date(exit.at)),
    },
  };
}

function pullProblem(
  { image }: Container,
  { backsOff, error }: NonNullable<ContainerRuntime['pull']>,
) {
  return backsOff
    ? {
        reason: 'ImagePullBackOff',
        message: `Back-off pulling image "${image}": ErrImagePull: ${error}`,
      }
    : { reason: 'ErrImagePull', message: error };
}
