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

import { createHash } from 'node:crypto';
import {
  Health,
  ProbeReport,
  Snapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { StackEngine } from '../engine/StackEngine';

/** What depends on the time (days left, back-offs) is never older than this. */
const MAX_AGE_MS = 10 * 60 * 1_000;
const MAX_ENTRIES = 500;

interface Entry {
  key: string;
  health: Health;
  assessedAt: number;
}

/**
 * Assesses a snapshot unless it is what was assessed last time. Most polls find
 * a cluster as it was, and judging the whole contract takes the time of many
 * requests: with hundreds of clusters the backend would do little else.
 */
export class AssessmentCache {
  readonly #engine: Pick<StackEngine, 'assess'>;
  readonly #entries = new Map<string, Entry>();

  constructor(engine: Pick<StackEngine, 'assess'>) {
    this.#engine = engine;
  }

  assess(
    snapshot: Snapshot,
    spec: StackSpec,
    now: Date,
    probes?: ProbeReport,
    sharedCcu?: number,
  ): Health {
    const key = digestOf(snapshot, spec, probes, sharedCcu);
    const entry = this.#entries.get(spec.name);
    if (entry?.key === key && now.getTime() - entry.assessedAt < MAX_AGE_MS) {
      return { ...entry.health, seenAt: snapshot.takenAt };
    }
    const health = this.#engine.assess(snapshot, spec, now, probes, sharedCcu);
    this.#remember(spec.name, { key, health, assessedAt: now.getTime() });
    return health;
  }

  #remember(name: string, entry: Entry): void {
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) {
      this.#entries.delete(oldest);
    }
  }
}

/** The snapshot, the spec, the probes and the neighbours' targets, but for when the snapshot was taken. */
function digestOf(
  snapshot: Snapshot,
  spec: StackSpec,
  probes: ProbeReport | undefined,
  sharedCcu: number | undefined,
): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...snapshot, takenAt: '' }))
    .update('\0')
    .update(JSON.stringify(spec))
    .update('\0')
    .update(probes?.finishedAt ?? '')
    .update(`\0${sharedCcu ?? ''}`)
    .digest('base64');
}
