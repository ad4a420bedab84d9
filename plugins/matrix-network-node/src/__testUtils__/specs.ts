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
  ClusterFacts,
  Neighbour,
  parseStackSpec,
  sharedSpec,
  StackSpec,
  StackSpecInput,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { StageContext } from '../stack/stages/StageContext';

/** What a small cluster says of itself. */
export const someFacts: ClusterFacts = {
  kubernetesVersion: '1.34',
  apiServers: [{ address: '10.96.0.1', port: 443 }],
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/12'],
  nodeCidrs: ['192.0.2.10/32'],
  prometheusOperator: false,
};

/** A valid spec, with what the test is about changed. */
export function aSpec(input: Partial<StackSpecInput> = {}): StackSpec {
  return parseStackSpec({
    name: 'chat-eu',
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 5000,
    ...input,
  });
}

/** What a stage is rendered from, without neighbours unless the test is about them. */
export function aContext(
  context: Pick<StageContext, 'spec' | 'facts' | 'releases'> & {
    neighbours?: readonly Neighbour[];
  },
): StageContext {
  const { spec, neighbours = [] } = context;
  return { ...context, neighbours, shared: sharedSpec(spec, neighbours) };
}
