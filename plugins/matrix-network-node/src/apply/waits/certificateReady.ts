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

import { currentConditionOf, describeCondition } from './conditions';
import { done, failed, Waiter, waiting } from './Waiter';

/** The certificate is in its Secret. */
export const certificateReady: Waiter<'certificateReady'> = async (
  { namespace, name },
  client,
  options,
) => {
  const certificate = await client.get(
    { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', namespace, name },
    options,
  );
  if (!certificate) {
    return waiting('not there yet');
  }
  const ready = currentConditionOf(certificate, 'Ready');
  if (ready?.status === 'True') {
    return done;
  }
  const issuing = currentConditionOf(certificate, 'Issuing');
  if (issuing?.status === 'False' && issuing.reason === 'Failed') {
    return failed(describeCondition(issuing, 'issuing failed'));
  }
  return waiting(describeCondition(ready, 'cert-manager has not looked at it'));
};
