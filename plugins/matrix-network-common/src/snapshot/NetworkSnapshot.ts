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

import { Snapshot } from './Snapshot';

/**
 * What of a snapshot verdicts are made from: pods, policies, namespaces, and
 * what could not be read of them. Small enough to be sent to a browser, where
 * the same functions run over it.
 * @public
 */
export type NetworkSnapshot = Pick<
  Snapshot,
  | 'matrixCluster'
  | 'kubernetesCluster'
  | 'namespace'
  | 'takenAt'
  | 'reads'
  | 'facts'
  | 'namespaces'
  | 'pods'
  | 'networkPolicies'
  | 'otherNetworkPolicies'
  | 'adminNetworkPolicies'
  | 'customResourceDefinitions'
  | 'nodes'
>;

/** Leaves out of a snapshot what no verdict depends on. @public */
export function networkSnapshot(snapshot: Snapshot): NetworkSnapshot {
  return {
    matrixCluster: snapshot.matrixCluster,
    kubernetesCluster: snapshot.kubernetesCluster,
    namespace: snapshot.namespace,
    takenAt: snapshot.takenAt,
    reads: snapshot.reads,
    facts: snapshot.facts,
    namespaces: snapshot.namespaces,
    pods: snapshot.pods,
    networkPolicies: snapshot.networkPolicies,
    otherNetworkPolicies: snapshot.otherNetworkPolicies,
    adminNetworkPolicies: snapshot.adminNetworkPolicies,
    customResourceDefinitions: snapshot.customResourceDefinitions,
    nodes: snapshot.nodes,
  };
}
