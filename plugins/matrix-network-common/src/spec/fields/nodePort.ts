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

const MIN = 30000;
const MAX = 32767;

/** A port of the range that Kubernetes gives to NodePorts by default. */
export const nodePortSchema = z
  .number()
  .refine(port => Number.isInteger(port) && port >= MIN && port <= MAX, {
    error: `expected a port of the NodePort range, ${MIN} to ${MAX}`,
  });
