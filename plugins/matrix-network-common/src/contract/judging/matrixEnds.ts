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

import { ObjectRef } from '../../policy';
import { PodSnapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../workloads/types';
import { ConnectivityEnd } from '../ConnectivityEnd';
import { AddressRanges, internetRanges } from './addressRanges';
import { JudgeContext } from './JudgeContext';

/** A pod and the group that it belongs to. */
export interface GroupedRef {
  end: ObjectRef;
  group: number | undefined;
}

/** An end of the matrix with what it stands for on this cluster. */
export interface MatrixEnd extends ConnectivityEnd {
  /** Pods to judge, one that is thought up among them for strangers: two of each group that no policy tells apart. */
  refs: readonly GroupedRef[];
  livePods: readonly PodSnapshot[];
  ranges?: AddressRanges;
  /** Ports that the workload is known to listen on. */
  ports: Workload['ports'];
}

/** Enough for a pair of each two groups, and for one within a group. */
function twoOfEachGroup(
  refs: readonly ObjectRef[],
  { engine }: JudgeContext,
): GroupedRef[] {
  const counts = new Map<number | undefined, number>();
  return refs.flatMap(({ namespace, name }) => {
    const group = engine.groupOf({ namespace, name });
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    return count <= 2 ? [{ end: { namespace, name }, group }] : [];
  });
}

function workloadEnds(context: JudgeContext): MatrixEnd[] {
  const { pods, snapshot, workloads, workloadOf } = context;
  return workloads.map(({ id, title, namespace, ports }) => {
    const home = namespace ?? snapshot.namespace;
    const livePods = pods.filter(
      pod => pod.namespace === home && workloadOf(pod) === id,
    );
    return {
      id,
      title,
      kind: namespace === null ? 'workload' : 'neighbour',
      pods: livePods.length,
      refs: twoOfEachGroup(livePods, context),
      livePods,
      ports,
    };
  });
}

function strangers(context: JudgeContext): MatrixEnd[] {
  const { pods, snapshot, synthetic, workloadOf } = context;
  const ofNoWorkload = pods.filter(pod => workloadOf(pod) === undefined);
  const inside = ofNoWorkload.filter(
    ({ namespace }) => namespace === snapshot.namespace,
  );
  // What becomes of flows of host-network pods is not defined: a few of them,
  // which every cluster has, would hide what is said of all others.
  const outside = ofNoWorkload.filter(
    ({ namespace, hostNetwork }) =>
      namespace !== snapshot.namespace && !hostNetwork,
  );
  const stranger = { kind: 'stranger', ports: [] } as const;
  return [
    {
      ...stranger,
      id: 'unlabelled-pod',
      title: 'A pod without labels',
      pods: 0,
      refs: twoOfEachGroup([synthetic.unlabelled], context),
      livePods: [],
    },
    ...(inside.length > 0
      ? [
          {
            ...stranger,
            id: 'unknown-pods' as const,
            title: 'Pods of no workload',
            pods: inside.length,
            refs: twoOfEachGroup(inside, context),
            livePods: inside,
          },
        ]
      : []),
    {
      ...stranger,
      id: 'other-namespaces',
      title: 'Pods of other namespaces',
      pods: outside.length,
      refs: twoOfEachGroup([...outside, synthetic.otherNamespace], context),
      livePods: outside,
    },
    {
      ...stranger,
      id: 'internet',
      title: 'The internet',
      pods: 0,
      refs: [],
      livePods: [],
      ranges: internetRanges,
    },
  ];
}

/** The rows and columns of the connectivity matrix: workloads in the catalogue's order, then strangers. */
export function matrixEnds(context: JudgeContext): MatrixEnd[] {
  return [...workloadEnds(context), ...strangers(context)];
}
