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
import { isDnsLabel } from './dnsLabel';

/** The name of a Secret: a DNS subdomain name. */
export const secretNameSchema = z
  .string()
  .refine(name => name.length <= 253 && name.split('.').every(isDnsLabel), {
    error:
      'expected the name of a Secret: at most 253 lower-case letters, digits, dashes and dots, such as organisation-ca',
  });
