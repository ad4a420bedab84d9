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

import { z } from 'zod';
import { InputProblem, InputProblems, Location } from './InputProblems';
import { limits } from './limits';
import { FieldPath, SourceDocument } from './SourceDocument';

/** An object of the Kubernetes API as a file has it. */
export interface SourceObject {
  apiVersion: string;
  kind: string;
  value: Record<string, unknown>;
  /** `Kind namespace/name`, as far as it says. */
  title: string;
  locate(path: FieldPath): Location;
}

const record = z.record(z.string(), z.unknown());
const identity = z.object({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
});
const names = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

function titleOf(kind: string, value: unknown): string {
  const { data } = names.safeParse(value);
  return data
    ? [
        kind,
        [data.metadata.namespace, data.metadata.name].filter(Boolean).join('/'),
      ].join(' ')
    : `${kind} without a name`;
}

/** The same object under another name. */
export function withName(object: SourceObject, name: string): SourceObject {
  const metadata = record.safeParse(object.value.metadata).data;
  const value = { ...object.value, metadata: { ...metadata, name } };
  return { ...object, value, title: titleOf(object.kind, value) };
}

interface Unpacked {
  objects: SourceObject[];
  problems: InputProblem[];
}

/** What the items of a typed list (`PodList`) need not say again. */
interface Defaults {
  apiVersion?: string;
  kind?: string;
}

function unpackValue(
  given: unknown,
  locate: (path: FieldPath) => Location,
  into: Unpacked,
  defaults: Defaults = {},
): void {
  const problem = (message: string) =>
    into.problems.push({ location: locate([]), message });
  const value = record.safeParse(given).data;
  if (!value || Array.isArray(given)) {
    problem(
      `this is ${
        Array.isArray(given) ? 'a sequence' : JSON.stringify(given)
      }; an object with apiVersion, kind and metadata is accepted`,
    );
    return;
  }
  const typed = { ...defaults, ...value };
  const said = identity.safeParse(typed).data;
  if (!said) {
    const missing = ['apiVersion', 'kind'].filter(field => !(field in typed));
    problem(
      missing.length > 0
        ? `the object has no ${missing.join(' and no ')}`
        : `apiVersion is ${JSON.stringify(
            value.apiVersion,
          )} and kind ${JSON.stringify(value.kind)}; text is accepted`,
    );
    return;
  }
  const { apiVersion, kind } = said;
  if (!kind.endsWith('List') || !('items' in value)) {
    into.objects.push({
      apiVersion,
      kind,
      value: typed,
      title: titleOf(kind, value),
      locate,
    });
    return;
  }
  if (!Array.isArray(value.items)) {
    problem(`items of ${kind} are no sequence`);
    return;
  }
  const itemKind = kind.slice(0, -'List'.length);
  value.items.forEach((item, index) =>
    unpackValue(
      item,
      path => locate(['items', index, ...path]),
      into,
      itemKind ? { apiVersion, kind: itemKind } : {},
    ),
  );
}

/**
 * The objects of documents, those of `List` kinds one by one; empty documents
 * are left out.
 *
 * @throws InputProblems for everything that is no object of the Kubernetes API
 */
export function unpackObjects(
  documents: readonly SourceDocument[],
): SourceObject[] {
  const into: Unpacked = { objects: [], problems: [] };
  documents
    .filter(({ value }) => value !== null && value !== undefined)
    .forEach(({ value, locate }) => unpackValue(value, locate, into));
  if (into.objects.length > limits.objects) {
    into.problems.push({
      location: into.objects[limits.objects].locate([]),
      message: `${into.objects.length} objects are too many; at most ${limits.objects} are read`,
    });
  }
  if (into.problems.length > 0) {
    throw new InputProblems(into.problems);
  }
  return into.objects;
}
