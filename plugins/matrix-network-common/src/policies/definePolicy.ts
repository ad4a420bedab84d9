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

import { NetworkPolicy } from '../kubernetes/types';
import { StackSpec } from '../spec/StackSpec';
import {
  POLICY_ROLE_LABEL,
  STACK_LABEL,
  STAGE_LABEL,
  StageId,
} from '../stack/types';
import { PolicyDefinition, PolicyOutline } from './types';

/** Annotation with a policy's purpose. @public */
export const PURPOSE_ANNOTATION = 'matrix-network.io/purpose';
/** Annotation with the contract rows that a policy carries. @public */
export const CONTRACT_ROWS_ANNOTATION = 'matrix-network.io/contract-rows';

/** Makes a policy of its outline: metadata is the same for all. */
export function definePolicy(outline: PolicyOutline): PolicyDefinition {
  const { name, role, purpose, isRendered, rules } = outline;
  const contractRows = [...outline.contractRows];
  return {
    name,
    role,
    purpose,
    contractRows,
    isRendered,
    render: (spec, facts): NetworkPolicy => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name,
        namespace: spec.namespace,
        labels: labelsOf(outline, spec),
        annotations: {
          [CONTRACT_ROWS_ANNOTATION]: contractRows.join(','),
          [PURPOSE_ANNOTATION]: purpose,
        },
      },
      spec: rules(spec, facts),
    }),
  };
}

function labelsOf(
  { name, role }: PolicyOutline,
  spec: StackSpec,
): Record<string, string> {
  const stage: StageId =
    name === 'default-deny-all' ? 'default-deny' : 'policies';
  return {
    'app.kubernetes.io/managed-by': 'matrix-network',
    'backstage.io/kubernetes-id': spec.name,
    [STACK_LABEL]: spec.name,
    [POLICY_ROLE_LABEL]: role,
    [STAGE_LABEL]: stage,
  };
}
