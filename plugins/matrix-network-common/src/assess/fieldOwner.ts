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

import { ManagedFieldsEntry } from '../kubernetes/types';

/** Who wrote a field last. */
export interface FieldOwner {
  manager?: string;
  time?: string;
}

function owns(entry: ManagedFieldsEntry, field: string): boolean {
  const spec = entry.fieldsV1?.['f:spec'];
  return typeof spec === 'object' && spec !== null && `f:${field}` in spec;
}

function newest(
  entries: readonly ManagedFieldsEntry[],
): ManagedFieldsEntry | undefined {
  return [...entries].sort((a, b) =>
    (b.time ?? '').localeCompare(a.time ?? ''),
  )[0];
}

/**
 * The manager that wrote a field under `spec` last. The lists of a
 * NetworkPolicy are atomic, so the first step of the path decides:
 * `spec.ingress[0].from[1]` belongs to whoever owns `spec.ingress`. A field
 * that nobody owns any more was taken out by the newest writer of the object.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function fieldOwner(
  managedFields: readonly ManagedFieldsEntry[] | undefined,
  path: string,
): FieldOwner {
  const entries = (managedFields ?? []).filter(entry => !entry.subresource);
  const field = /^spec\.([A-Za-z]+)/.exec(path)?.[1] ?? '';
  const owner =
    newest(entries.filter(entry => owns(entry, field))) ?? newest(entries);
  return {
    ...(owner?.manager && { manager: owner.manager }),
    ...(owner?.time && { time: owner.time }),
  };
}
