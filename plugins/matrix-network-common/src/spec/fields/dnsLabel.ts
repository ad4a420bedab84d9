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

const pattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Says whether Kubernetes takes the text as a DNS-1123 label. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && pattern.test(text);
}

/** What {@link isDnsLabel} accepts, for error messages. */
export const dnsLabelText =
  'a DNS label (RFC 1123): at most 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit';

export const dnsLabelSchema = z
  .string()
  .refine(isDnsLabel, { error: `expected ${dnsLabelText}` });
