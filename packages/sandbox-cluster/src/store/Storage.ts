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

import { JsonObject, objectAt, stringAt } from '../schema/json';
import { expired } from './ApiError';

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One change of one object. */
export interface Change {
  revision: number;
  type: ChangeType;
  /** `<group>/<resource>`. */
  key: string;
  object: JsonObject;
  previous: JsonObject | undefined;
}

/**
 * Objects by type and name, with one revision that grows with each change, and
 * the last changes for watches and for lists at an earlier revision.
 * Stored objects are frozen copies by convention: nobody changes them.
 */
export class Storage {
  private readonly tables = new Map<string, Map<string, JsonObject>>();
  private readonly history: Change[] = [];
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly pending: Change[] = [];
  private isDelivering = false;
  private current = 1;
  private compacted = 0;

  constructor(private readonly historyLimit: number) {}

  get revision(): number {
    return this.current;
  }

  /** Changes up to here are forgotten. */
  get compactedRevision(): number {
    return this.compacted;
  }

  get(key: string, namespace: string, name: string): JsonObject | undefined {
    return this.tables.get(key)?.get(`${namespace}/${name}`);
  }

  /** Objects of a type, ordered by namespace and name. */
  list(key: string, namespace?: string): JsonObject[] {
    return inNamespace(this.tables.get(key) ?? new Map(), namespace);
  }

  /** The list as it was at `revision`. Throws 410 where that is forgotten. */
  listAt(
    key: string,
    namespace: string | undefined,
    revision: number,
  ): JsonObject[] {
    if (revision < this.compacted) {
      throw expired(
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
      );
    }
    const table = new Map(this.tables.get(key));
    for (let i = this.history.length - 1; i >= 0; i--) {
      const change = this.history[i];
      if (change.revision <= revision) {
        break;
      }
      if (change.key === key) {
        undo(table, change);
      }
    }
    return inNamespace(table, namespace);
  }

  keys(): string[] {
    return [...this.tables.keys()];
  }

  /** Stores `object` with the next revision as its resourceVersion. */
  put(key: string, object: JsonObject): JsonObject {
    const table = this.tables.get(key) ?? new Map<string, JsonObject>();
    this.tables.set(key, table);
    const previous = table.get(nameOf(object));
    const stored = this.stamp(object);
    table.set(nameOf(stored), stored);
    this.record(previous ? 'MODIFIED' : 'ADDED', key, stored, previous);
    return stored;
  }

  remove(key: string, object: JsonObject): JsonObject {
    const table = this.tables.get(key);
    const previous = table?.get(nameOf(object));
    table?.delete(nameOf(object));
    const removed = this.stamp(previous ?? object);
    this.record('DELETED', key, removed, previous);
    return removed;
  }

  /** Changes of a type after `revision`; undefined where they are forgotten. */
  changesSince(key: string, revision: number): Change[] | undefined {
    if (revision < this.compacted) {
      return undefined;
    }
    return this.history.filter(
      change => change.key === key && change.revision > revision,
    );
  }

  /** Forgets changes up to now, as etcd's compaction does. */
  compact(): void {
    this.history.length = 0;
    this.compacted = this.current;
  }

  /** Calls `listener` for each change, in order. */
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private stamp(object: JsonObject): JsonObject {
    this.current += 1;
    return {
      ...object,
      metadata: {
        ...objectAt(object, 'metadata'),
        resourceVersion: String(this.current),
      },
    };
  }

  private record(
    type: ChangeType,
    key: string,
    object: JsonObject,
    previous: JsonObject | undefined,
  ): void {
    const change = { revision: this.current, type, key, object, previous };
    this.history.push(change);
    if (this.history.length > this.historyLimit) {
      const dropped = this.history.splice(0, Math.ceil(this.historyLimit / 10));
      this.compacted = dropped[dropped.length - 1].revision;
    }
    this.pending.push(change);
    this.deliver();
  }

  /** A listener that writes makes further changes: they queue, so that order holds. */
  private deliver(): void {
    if (this.isDelivering) {
      return;
    }
    this.isDelivering = true;
    try {
      for (
        let change = this.pending.shift();
        change;
        change = this.pending.shift()
      ) {
        for (const listener of [...this.listeners]) {
          listener(change);
        }
      }
    } finally {
      this.isDelivering = false;
    }
  }
}

function nameOf(object: JsonObject): string {
  return `${stringAt(object, 'metadata', 'namespace')}/${stringAt(
    object,
    'metadata',
    'name',
  )}`;
}

function undo(table: Map<string, JsonObject>, change: Change): void {
  if (change.previous) {
    table.set(nameOf(change.previous), change.previous);
  } else {
    table.delete(nameOf(change.object));
  }
}

function inNamespace(
  table: ReadonlyMap<string, JsonObject>,
  namespace: string | undefined,
): JsonObject[] {
  const prefix = namespace === undefined ? '' : `${namespace}/`;
  return [...table]
    .filter(([name]) => name.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, object]) => object);
}
