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

import {
  builtinResourceTypes,
  storageKey,
} from '../kinds/builtinResourceTypes';
import { kindRules } from '../kinds/kindRules';
import { builtinSchema } from '../schema/builtinSchemas';
import { anySchema } from '../schema/Schema';
import { builtinColumns } from '../tables/builtinColumns';
import { ResourceType } from './ObjectStore';
import { ServedType } from './ServedType';

/** Kinds served now: the built-in ones and those of established CRDs. */
export class TypeRegistry {
  private readonly builtin = builtinResourceTypes.map(serveBuiltin);
  private readonly custom = new Map<string, ServedType[]>();

  types(): ServedType[] {
    return [...this.builtin, ...[...this.custom.values()].flat()];
  }

  /** The kind, in its preferred version. */
  byKind(group: string, kind: string): ServedType | undefined {
    return this.types().find(
      type => type.group === group && type.kind === kind,
    );
  }

  byApiVersion(apiVersion: string, kind: string): ServedType | undefined {
    return this.types().find(
      type => type.apiVersion === apiVersion && type.kind === kind,
    );
  }

  byResource(
    group: string,
    version: string,
    resource: string,
  ): ServedType | undefined {
    return this.types().find(
      type =>
        type.group === group &&
        type.version === version &&
        type.resource === resource,
    );
  }

  /** One type per storage key, so that each object is found once. */
  stored(): ServedType[] {
    const byKey = new Map<string, ServedType>();
    for (const type of this.types()) {
      if (!byKey.has(type.key)) {
        byKey.set(type.key, type);
      }
    }
    return [...byKey.values()];
  }

  setCustom(crd: string, types: ServedType[]): void {
    this.custom.set(crd, types);
  }

  removeCustom(crd: string): void {
    this.custom.delete(crd);
  }
}

function serveBuiltin(type: ResourceType): ServedType {
  const apiVersion = type.group
    ? `${type.group}/${type.version}`
    : type.version;
  return {
    ...type,
    apiVersion,
    listKind: `${type.kind}List`,
    schema: builtinSchema(apiVersion, type.kind) ?? anySchema,
    rules: kindRules(type.group, type.kind),
    columns: builtinColumns(type.group, type.kind),
    key: storageKey(type),
  };
}
