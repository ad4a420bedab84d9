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
  Labels,
  NetworkPolicy,
  NetworkPolicySpec,
} from '../../kubernetes/types';
import { PolicyPod } from '../types';

/** A running pod on the pod network. */
export function pod(
  namespace: string,
  name: string,
  labels: Labels = {},
  rest: Partial<PolicyPod> = {},
): PolicyPod {
  return {
    namespace,
    name,
    labels,
    ips: [],
    phase: 'Running',
    ports: [],
    ...rest,
  };
}

export function policy(
  namespace: string,
  name: string,
  spec: Partial<NetworkPolicySpec>,
): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: { podSelector: {}, ...spec },
  };
}
