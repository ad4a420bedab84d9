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

import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ApplyAndDie } from './applyAndDie';

/** How a process ended that was to die, and what it has said before. */
export interface KilledApply {
  signal: NodeJS.Signals | null;
  problems: string;
  events: ProgressEvent[];
}

/** Applies a stack in a process of its own, which is killed while it writes an object. */
export async function killedApply(order: ApplyAndDie): Promise<KilledApply> {
  const folder = await mkdtemp(join(tmpdir(), 'apply-and-die-'));
  const file = join(folder, 'order.json');
  await writeFile(file, JSON.stringify(order), { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [
      // Runs the sources as they are.
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'applyAndDie.ts'),
      file,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [said, problems, [, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  await rm(folder, { recursive: true });
  const lines = said.split('\n').filter(Boolean);
  return { signal, problems, events: lines.map(line => JSON.parse(line)) };
}
