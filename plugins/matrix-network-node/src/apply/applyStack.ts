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

import { OperationResult } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApplyStackOptions } from './ApplyStackOptions';
import { ApplyBridges } from './bridge/ApplyBridges';
import { StackRun } from './StackRun';
import { runByNeeds } from './stageNeeds';

/**
 * Applies a stack, stage by stage, by server-side apply of exactly what was
 * rendered; stages that do not need each other go in side by side. Applying twice
 * changes nothing. Where others own what would change, nothing at all is applied,
 * and the conflicts are in the result. In a namespace whose policies close nothing
 * yet, all stays open until the last of them is in, so that no pod is cut off.
 * @throws the first final error of a stage, after its other objects of the same order are through.
 * @public
 */
export async function applyStack(
  options: ApplyStackOptions,
): Promise<OperationResult> {
  const run = new StackRun(options);
  const bridges = new ApplyBridges(options, run);
  const isInConflict = () => run.result.conflicts.length > 0;
  await run.plan();
  try {
    await runByNeeds(options.stack.stages, async (stage, mayWait) => {
      if (!isInConflict()) {
        await bridges.before(stage);
      }
      if (await run.stage(stage, mayWait)) {
        await bridges.after(stage);
      }
    });
    await run.waits.end();
  } catch (error) {
    throw bridges.withWhatStays(error);
  } finally {
    run.waits.abandon();
  }
  bridges.reportWhatStays();
  return run.result;
}
