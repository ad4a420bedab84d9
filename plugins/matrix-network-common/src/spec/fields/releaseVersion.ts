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

/** The version of a release: three numbers, without a leading v. */
export const releaseVersionSchema = z
  .string()
  .refine(text => /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(text), {
    error: issue =>
      `expected a version of three numbers${
        String(issue.input).startsWith('v') ? " without the leading 'v'" : ''
      }, such as 1.15.1`,
  });
