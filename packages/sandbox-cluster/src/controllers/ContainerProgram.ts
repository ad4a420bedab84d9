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

import { ControllerContext } from './Controller';
import { Pod } from './kinds';

/** What a container's process came to, or that it goes on running. */
export type ProgramResult =
  | { kind: 'running' }
  | {
      kind: 'exited';
      exitCode: number;
      /** What the process left as its termination message. */
      message?: string;
    };

/**
 * What the containers of a run-to-completion Pod do in this cluster: there are
 * no real processes, so a program with side effects that matter is played. Pods
 * that no program matches exit with 0.
 */
export interface ContainerProgram {
  /** Whether the pod's image and arguments are this program's. */
  matches(pod: Pod): boolean;
  run(
    pod: Pod,
    context: ControllerContext,
  ): ProgramResult | Promise<ProgramResult>;
}
