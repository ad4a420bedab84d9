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
import { BRIDGE_POLICY } from '../policies/bridgePolicy';
import { PlannedObject } from './StackPlan';
import { StackWarning } from './types';

const POLICY = /^NetworkPolicy ([^/]+)\/(.+)$/;

/**
 * What a plan says where the first policies of a namespace go in that is there
 * already: what runs in it is not cut off meanwhile. It is no object of the stack,
 * and nothing of it is left, so it counts as no change.
 * @public
 */
export function bridgeWarnings(
  objects: readonly PlannedObject[],
): StackWarning[] {
  const policies = objects.flatMap(({ object, plan }) => {
    const namespace = POLICY.exec(object)?.[1];
    return namespace ? [{ namespace, plan }] : [];
  });
  const namespaces = [...new Set(policies.map(({ namespace }) => namespace))];
  return namespaces
    .filter(namespace =>
      policies
        .filter(policy => policy.namespace === namespace)
        .every(
          ({ plan }) => plan.action === 'create' && plan.offline === undefined,
        ),
    )
    .map(namespace => ({
      code: 'policy-bridge',
      field: 'namespace',
      message: `While its policies go in, NetworkPolicy ${namespace}/${BRIDGE_POLICY} keeps namespace ${namespace} as open as it is, so that nothing that runs there is cut off; it goes when the last of them is in. Where policies of others close something there already, it is left out`,
    }));
}
