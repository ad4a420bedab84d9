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

import { FlowChanges } from '../contract/FlowChanges';
import { ApplyConflict } from '../operations/Operation';
import { InstalledComponent, StackWarning, StageId } from './types';

/** One field that an apply would change. Values are JSON, cut where they are long; a Secret's are never given. @public */
export interface FieldChange {
  /** `spec.template.spec.containers[0].image` */
  field: string;
  /** Absent where the field is not there now. */
  before?: string;
  /** Absent where the field would go. */
  after?: string;
}

/** What applying an object would do. @public */
export type PlannedAction =
  /** `offline` says why the server could not be asked: its kind or namespace comes earlier in the same stack. */
  | { action: 'create'; offline?: string }
  | { action: 'unchanged' }
  /** No fields where only their ownership changes. `moreFields` were left out of the list. */
  | { action: 'change'; fields: FieldChange[]; moreFields: number }
  | { action: 'conflict'; conflicts: ApplyConflict[] }
  /** It can't be told beforehand: a webhook does not answer now. */
  | { action: 'undecided'; reason: string }
  /** The server would not take it: a permission, a quota, a value, a port that is in use. */
  | { action: 'refused'; reason: string };

/** What applying a stack would do to one of its objects. @public */
export interface PlannedObject {
  stage: StageId;
  /** `NetworkPolicy matrix/redis-access` */
  object: string;
  plan: PlannedAction;
  /** What else is to be known: what could not be looked up, say, and what follows from that. */
  note?: string;
}

/** A right on the Kubernetes cluster that the portal's account lacks. @public */
export interface MissingRight {
  verb: string;
  /** `customresourcedefinitions.apiextensions.k8s.io` */
  resource: string;
  /** Left out for the whole cluster. */
  namespace?: string;
}

/** What would become of an object of an earlier apply that is no longer part of the stack. @public */
export interface PlannedRemoval {
  stage: StageId;
  /** `NetworkPolicy matrix/redis-access` */
  object: string;
  /** `gone`: somebody else has deleted it. */
  action: 'delete' | 'keep' | 'gone';
  /** Why it is kept. */
  reason?: string;
  /** It would be deleted when named in `also`: a Namespace, a CustomResourceDefinition, a Secret. */
  needsWord?: boolean;
  /**
   * The account lacks the right to delete it, or to look whether it is to go: an
   * uninstall would refuse to begin, and so would a prune of what it may not delete.
   */
  forbidden?: MissingRight;
}

/** A component that was there before and is used as it is. @public */
export interface UsedComponent
  extends Pick<InstalledComponent, 'version' | 'namespace' | 'owner'> {
  component: 'ingress-nginx' | 'cert-manager';
}

/** What an apply, or an uninstall, would do to the cluster as it is now. Nothing of it is done. @public */
export interface StackPlan {
  matrixCluster: string;
  kubernetesCluster: string;
  /** Objects by what would be done to them; `remove` are deleted only where the apply is asked to prune. */
  counts: {
    create: number;
    /** Of `create`: planned without the server. */
    offline: number;
    change: number;
    unchanged: number;
    conflict: number;
    undecided: number;
    refused: number;
    remove: number;
  };
  /** In the order of application. */
  objects: PlannedObject[];
  /** Of earlier applies, in the order of deletion. */
  removals: PlannedRemoval[];
  /** What the policies open and close on the cluster as it is now. */
  flowChanges: FlowChanges;
  warnings: StackWarning[];
  /** An ingress controller or a cert-manager of others, which stays theirs. */
  uses: UsedComponent[];
  /** Other Matrix clusters on the same Kubernetes cluster, which share the ingress controller and cert-manager. */
  neighbours: string[];
}

/** Counts a plan's objects by what would be done to them. @public */
export function countPlan(
  objects: readonly PlannedObject[],
  removals: readonly PlannedRemoval[],
): StackPlan['counts'] {
  const counts: StackPlan['counts'] = {
    create: 0,
    offline: 0,
    change: 0,
    unchanged: 0,
    conflict: 0,
    undecided: 0,
    refused: 0,
    remove: removals.filter(({ action }) => action === 'delete').length,
  };
  for (const { plan } of objects) {
    counts[plan.action]++;
    if (plan.action === 'create' && plan.offline !== undefined) {
      counts.offline++;
    }
  }
  return counts;
}
