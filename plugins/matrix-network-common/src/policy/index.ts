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

export { legacyNotation } from './addresses';
export { matchesLabelSelector } from './labelSelector';
export { diffFlows } from './diffFlows';
export type { DiffFlowsOptions, FlowsDiff } from './diffFlows';
export { compilePolicies } from './PolicyEngine';
export type { ObjectRef, PolicyEngine } from './PolicyEngine';
export type {
  AllowedFlowsOptions,
  EndSet,
  FlowSet,
  PortToTry,
} from './allowedFlows';
export * from './types';
export { validateNetworkPolicy } from './validateNetworkPolicy';
