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

import { Location } from './InputProblems';

/** Keys and indexes that lead to a field. */
export type FieldPath = readonly (string | number)[];

/** One document of a file: its value, and where each field of it stands. */
export interface SourceDocument {
  value: unknown;
  /** Of the field, or of the nearest one above it that is there. */
  locate(path: FieldPath): Location;
}
