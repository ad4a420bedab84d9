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

import { AcmeCause, hostIn } from './AcmeCause';

/** The ingress controller gets no answer from the solver pod. */
export const solverBlocked: AcmeCause = {
  id: 'solver-blocked',
  explain({ text }) {
    const status = /wrong status code '(50[234])'/.exec(text)?.[1];
    if (!status) {
      return undefined;
    }
    return {
      cause: `The ingress controller answers ${status} for ${
        hostIn(text) ?? 'the host'
      }: it does not reach the challenge's solver pod, as when a NetworkPolicy blocks port 8089`,
      remedy:
        'Re-apply the stack: allow-from-ingress opens port 8089 to pods that carry app.kubernetes.io/expose=true, and its issuers put that label on solver pods.',
    };
  },
};
