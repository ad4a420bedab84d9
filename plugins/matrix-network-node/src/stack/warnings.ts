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

import {
  neighbourWarnings,
  StackWarning,
  validateStackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { StageContext } from './stages/StageContext';

const nodePortsAnswerLocally: StackWarning = {
  code: 'node-port-answers-locally',
  field: 'ingress.exposure',
  message:
    "Only nodes that run an ingress controller answer on the NodePorts, so that clients' addresses are kept: the balancer in front must check the ports",
};

/** Combinations that go in, but that a person should know of. */
export function warningsFor({
  spec,
  facts,
  neighbours,
}: StageContext): StackWarning[] {
  const warnings = [
    ...validateStackSpec(spec, facts).warnings,
    ...neighbourWarnings(spec, neighbours),
  ];
  if (spec.ingress.exposure !== 'nodePort' || facts.ingressController) {
    return warnings;
  }
  return [...warnings, nodePortsAnswerLocally];
}
