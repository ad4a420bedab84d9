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

import { ControllerContext } from '../controllers/Controller';
import { Container, Pod } from '../controllers/kinds';

/** What a container's process came to, or that it goes on running. */
export type ProgramResult =
  | { kind: 'running' }
  | {
      kind: 'exited';
      exitCode: number;
      /** What the process left as its termination message. */
      message?: string;
      /** What it printed. */
      log?: string;
      /** How long a real process would have taken, in ms; the cluster's pace shortens it. */
      takesMs?: number;
    };

/** The container to run, and its pod as the cluster knows it: with its address. */
export interface ContainerRun {
  pod: Pod;
  container: Container;
}

/**
 * What a container does in this cluster: there are no real processes, so a
 * program with effects that matter is played. Init containers, and containers of
 * pods that run to completion, exit with 0 where no program is theirs; all
 * others go on for ever.
 */
export interface ContainerProgram {
  /** Whether image and arguments are this program's. */
  matches(container: Container): boolean;
  run(
    run: ContainerRun,
    context: ControllerContext,
  ): ProgramResult | Promise<ProgramResult>;
}
