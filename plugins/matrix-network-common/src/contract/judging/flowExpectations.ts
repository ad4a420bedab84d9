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

import { Flow, FlowEndpoint } from '../../policy';
import { workload } from '../../workloads/catalogue';
import { contractRowsOf } from '../contractRows';
import { EndInRows, RowBetween, rowFlows, rowsBetween } from '../rowsBetween';
import { addressTitle, workloadAt } from './endTitle';
import { Expectation, expectationOf } from './expectationOf';
import { JudgeContext } from './JudgeContext';

const unstated: Expectation = { expected: 'unstated', rows: [] };

/** The end that rows know a pod or an address by; none for addresses that are not public. */
function endInRows(
  end: FlowEndpoint,
  context: JudgeContext,
): EndInRows | undefined {
  if ('ip' in end) {
    return addressTitle(end.ip, context) === 'the internet'
      ? { id: 'internet', kind: 'stranger' }
      : undefined;
  }
  const id = workloadAt(end, context);
  if (id) {
    const inside = workload(id).namespace === null;
    return { id, kind: inside ? 'workload' : 'neighbour' };
  }
  if (end.namespace !== context.snapshot.namespace) {
    return { id: 'other-namespaces', kind: 'stranger' };
  }
  const isThoughtUp = end.name === context.synthetic.unlabelled.name;
  return {
    id: isThoughtUp ? 'unlabelled-pod' : 'unknown-pods',
    kind: 'stranger',
  };
}

/** What the contract says of single flows. Rows between two ends are looked up once. */
export function flowExpectations(
  context: JudgeContext,
): (flow: Flow) => Expectation {
  const { spec, snapshot } = context;
  const applying = contractRowsOf(spec).filter(row => row.appliesTo(spec));
  const flows = rowFlows(applying, spec, snapshot.facts);
  const known = new Map<string, RowBetween[]>();
  return ({ from, to, port, protocol }) => {
    const source = endInRows(from, context);
    const destination = endInRows(to, context);
    if (!source || !destination) {
      return unstated;
    }
    const key = `${source.id} ${destination.id}`;
    const between = known.get(key) ?? rowsBetween(flows, source, destination);
    known.set(key, between);
    return expectationOf(between, { port, protocol });
  };
}
