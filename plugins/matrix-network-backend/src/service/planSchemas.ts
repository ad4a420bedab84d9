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

/** Objects as plans and conflicts name them: `NetworkPolicy matrix/redis-access`. */
export const objectNamesSchema = z
  .array(z.string().min(1).max(1_000))
  .max(1_000);

/** An entry of a Matrix cluster's history. */
export const specIdSchema = z.number().int().positive();
