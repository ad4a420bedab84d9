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

import { createHash } from 'node:crypto';

const MAX_LENGTH = 63;

/**
 * A name that the catalog accepts. Kubernetes clusters may be called what they
 * like (an ARN, say): then a digest keeps two that come out alike apart.
 */
export function entityName(text: string): string {
  if (/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/.test(text)) {
    return text;
  }
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const readable = text
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_LENGTH - digest.length - 1)
    .replace(/-$/, '');
  return readable ? `${readable}-${digest}` : digest;
}
