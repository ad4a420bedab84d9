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

import fc from 'fast-check';

import { FlowSet } from './allowedFlows';
import { compilePolicies, PolicyEngine } from './PolicyEngine';
import {
  cluster,
  clusterWithEverything,
  decidableCluster,
  flowsOf,
  livePod,
  networkPolicy,
  tries,
} from './__testUtils__/arbitraries';
import { naiveAllows } from './__testUtils__/naive';
import { Flow, FlowEndpoint, PolicyInput } from './types';

function endText(end: FlowEndpoint): string {
  return 'ip' in end ? end.ip : `${end.namespace}/${end.name}`;
}

function flowText({ from, to, port, protocol }: Flow): string {
  return `${endText(from)} > ${endText(to)} ${protocol} ${port}`;
}

function flowsIn({ from, to, port, protocol }: FlowSet): Flow[] {
  return [...from].flatMap(source =>
    [...to].map(destination => ({
      from: source,
      to: destination,
      port,
      protocol,
    })),
  );
}

function naively(input: PolicyInput): string[] {
  const allowed = flowsOf(input).filter(flow => naiveAllows(input, flow));
  return [...new Set(allowed.map(flowText))].sort();
}

function oneByOne(engine: PolicyEngine, input: PolicyInput): string[] {
  const allowed = flowsOf(input).filter(
    flow => engine.evaluate(flow).outcome === 'allowed',
  );
  return [...new Set(allowed.map(flowText))].sort();
}

function allTogether(engine: PolicyEngine): string[] {
  return [...engine.allowedFlows(tries)]
    .flatMap(flowsIn)
    .filter(({ from, to }) => endText(from) !== endText(to))
    .map(flowText)
    .sort();
}

describe('against a second evaluator, over generated clusters', () => {
  it('every flow has the same outcome, judged one by one and all together', () => {
    fc.assert(
      fc.property(cluster, input => {
        const engine = compilePolicies(input);
        const expected = naively(input);
        expect(engine.problems).toEqual([]);
        expect(oneByOne(engine, input)).toEqual(expected);
        expect(allTogether(engine)).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });

  it("also on dual-stack pods and under administrators' policies", () => {
    fc.assert(
      fc.property(decidableCluster, input => {
        const engine = compilePolicies(input);
        const expected = naively(input);
        expect(engine.problems).toEqual([]);
        expect(oneByOne(engine, input)).toEqual(expected);
        expect(allTogether(engine)).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });

  it('what the API leaves open is left out one by one as well as all together', () => {
    fc.assert(
      fc.property(clusterWithEverything, input => {
        const engine = compilePolicies(input);
        expect(engine.problems).toEqual([]);
        expect(allTogether(engine)).toEqual(oneByOne(engine, input));
      }),
      { numRuns: 250 },
    );
  });

  it('the number of pairs is the number of flows', () => {
    fc.assert(
      fc.property(cluster, input => {
        const engine = compilePolicies(input);
        const pairs = [...engine.allowedFlows(tries)].map(set => set.pairs);
        expect(pairs.reduce((sum, count) => sum + count, 0)).toBe(
          allTogether(engine).length,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('a changed engine says what one made anew says', () => {
    fc.assert(
      fc.property(cluster, livePod, networkPolicy, (input, pod, policy) => {
        const [gonePod, ...pods] = input.pods;
        const [gonePolicy, ...policies] = input.policies;
        const before = compilePolicies(input);
        const asBefore = allTogether(before);
        const added = before.withPod(pod).withPolicy(policy);
        const less = added.withoutPod(gonePod);
        const changed = gonePolicy
          ? less.withoutPolicy({
              namespace: gonePolicy.metadata.namespace ?? 'default',
              name: gonePolicy.metadata.name,
            })
          : less;
        const now = {
          ...input,
          pods: [...pods, pod],
          policies: [...policies, policy],
        };
        expect(allTogether(changed)).toEqual(naively(now));
        expect(oneByOne(changed, now)).toEqual(naively(now));
        expect(allTogether(before)).toEqual(asBefore);
      }),
      { numRuns: 120 },
    );
  });

  it('a pod that no policy can tell from another is of its group, and has its flows', () => {
    fc.assert(
      fc.property(cluster, input => {
        const [first] = input.pods;
        const twin = {
          ...first,
          name: 'twin',
          labels: { ...first.labels, 'unheard.of/label': 'x' },
        };
        const engine = compilePolicies({
          ...input,
          pods: [...input.pods, twin],
        });
        expect(engine.groupOf(twin)).toBe(engine.groupOf(first));
        const outcomes = (pod: FlowEndpoint) =>
          tries.addresses.flatMap(ip =>
            tries.ports.flatMap(tried => [
              engine.evaluate({ from: pod, to: { ip }, ...tried }).outcome,
              engine.evaluate({ from: { ip }, to: pod, ...tried }).outcome,
            ]),
          );
        expect(outcomes(twin)).toEqual(outcomes(first));
      }),
      { numRuns: 100 },
    );
  });
});
