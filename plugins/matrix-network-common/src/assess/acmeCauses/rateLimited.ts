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

import { DateTime } from 'luxon';
import { AcmeCause } from './AcmeCause';

const retryAfter = /retry after (\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2})/i;

function nextTry(text: string): string | undefined {
  const written = retryAfter.exec(text)?.[1];
  const parsed = written
    ? DateTime.fromISO(written.replace(' ', 'T'), { zone: 'utc' })
    : undefined;
  return parsed?.isValid
    ? parsed.toFormat("yyyy-MM-dd HH:mm 'UTC'")
    : undefined;
}

/** The CA has had enough orders for now. */
export const rateLimited: AcmeCause = {
  id: 'rate-limited',
  explain({ text }) {
    if (
      !/error:rateLimited|too many (certificates|failed authorizations|new orders|new registrations)/i.test(
        text,
      )
    ) {
      return undefined;
    }
    const what = /too many [^,:]*?(?= already| for| in the last|,|:|$)/i.exec(
      text,
    )?.[0];
    const at = nextTry(text);
    return {
      cause: `A rate limit of the CA is reached${what ? `: ${what}` : ''}${
        at ? `. It ends at ${at}` : ''
      }`,
      remedy: `${
        at ? `Wait until ${at}` : 'Wait for the limit to end'
      }, then renew the Certificate with cmctl renew. Do not delete its Secret, which orders once more. While you try things out, use issuer letsencrypt-staging, whose limits are far higher.`,
    };
  },
};
