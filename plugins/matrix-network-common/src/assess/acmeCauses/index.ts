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

import { ChainMessage } from '../certificateChain';
import { AcmeCause, ExplainedCause } from './AcmeCause';
import { acmeUnreachable } from './acmeUnreachable';
import { approvalMissing } from './approvalMissing';
import { commonNameMissing } from './commonNameMissing';
import { dnsNotPointing } from './dnsNotPointing';
import { invalidEmail } from './invalidEmail';
import { issuerNotFound } from './issuerNotFound';
import { port80Blocked } from './port80Blocked';
import { rateLimited } from './rateLimited';
import { requestDenied } from './requestDenied';
import { solverBlocked } from './solverBlocked';
import { webhookRefuses } from './webhookRefuses';
import { wildcardHttp01 } from './wildcardHttp01';

/** In the order in which they are tried: the more specific texts first. */
const acmeCauses: readonly AcmeCause[] = [
  rateLimited,
  invalidEmail,
  acmeUnreachable,
  webhookRefuses,
  wildcardHttp01,
  solverBlocked,
  port80Blocked,
  dnsNotPointing,
  commonNameMissing,
  issuerNotFound,
  requestDenied,
  approvalMissing,
];

/** What a message of cert-manager means, or undefined when no known cause shows in it. */
export function findAcmeCause(
  message: ChainMessage,
): ExplainedCause | undefined {
  for (const { id, explain } of acmeCauses) {
    const explained = explain(message);
    if (explained) {
      return { id, ...explained, message };
    }
  }
  return undefined;
}
