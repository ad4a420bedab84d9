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

import { JsonObject } from '../schema/json';
import { Schema } from '../schema/Schema';
import { FieldProblem } from './ApiError';
import { ResourceType } from './ObjectStore';

/** What a kind's objects hold beyond the shape that its schema describes. */
export interface KindRules {
  /** Drops what the server leaves out of a request's object; changes `object`. Not for an apply. */
  decode?(object: JsonObject): void;
  /** Fills in what the server fills in; changes `object`. */
  applyDefaults?(object: JsonObject): void;
  /** Resets what writers of the main resource cannot set; changes `object`. */
  prepare?(object: JsonObject, old: JsonObject | undefined): void;
  validate?(object: JsonObject, old: JsonObject | undefined): FieldProblem[];
  /** Takes cluster IPs, node ports and the like; changes `object`. */
  allocate?(
    object: JsonObject,
    old: JsonObject | undefined,
    cluster: ClusterView,
  ): FieldProblem[];
  /** What `metadata.name` may be. Default: a DNS subdomain. */
  nameRule?: NameRule;
  /** The spec counts generations. Default: where there is a spec. */
  hasGeneration?: boolean;
  /** PUT creates what does not exist. */
  createsOnUpdate?: boolean;
  /** PUT has to say which version of the object it is a change of. */
  needsVersion?: boolean;
  /** A deletion is answered with the object rather than with a Status. */
  returnsDeleted?: boolean;
  /** All objects of a namespace, or of the cluster, can be deleted at once. Default: yes. */
  deletesCollections?: boolean;
}

export type NameRule = 'subdomain' | 'label' | 'label1035' | 'path';

/** The rest of the cluster, for rules that span objects. */
export interface ClusterView {
  all(group: string, kind: string): JsonObject[];
}

/** A column of `kubectl get`. */
export interface Column {
  name: string;
  type: string;
  format: string;
  description: string;
  /** 0: always shown; 1: with `-o wide`. */
  priority: number;
  cell(object: JsonObject, now: Date): string | number | boolean | null;
}

/** A kind and all that serving it takes. */
export interface ServedType extends ResourceType {
  apiVersion: string;
  listKind: string;
  schema: Schema;
  rules: KindRules;
  columns: readonly Column[];
  /** Set for kinds of a CustomResourceDefinition: its name. */
  crd?: string;
  /** Storage key: versions of a kind share their objects. */
  key: string;
}
