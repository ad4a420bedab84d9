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

import { compilePolicies, PolicyEngine, PolicyInput } from '../src/policy';
import { naiveAllows } from '../src/policy/__testUtils__/naive';
import { ClusterShape, makeCluster } from './cluster';
import { median, MEGABYTE, print, round, timed } from './measure';

const LARGE: Omit<ClusterShape, 'pods'> = {
  namespaces: 50,
  podsEach: 100,
  policiesEach: 20,
};
const SMALL: ClusterShape = {
  namespaces: 5,
  podsEach: 20,
  policiesEach: 10,
  pods: 'deployments',
};

function countAllowed(engine: PolicyEngine): { pairs: number; heapMb: number } {
  let pairs = 0;
  let heap = 0;
  let sets = 0;
  for (const flows of engine.allowedFlows()) {
    pairs += flows.pairs;
    sets += 1;
    if (sets % 1000 === 0) {
      heap = Math.max(heap, process.memoryUsage().heapUsed);
    }
  }
  return { pairs, heapMb: round(heap / MEGABYTE) };
}

function size(input: PolicyInput) {
  return { pods: input.pods.length, policies: input.policies.length };
}

function benchAllPairs(pods: ClusterShape['pods']) {
  const input = makeCluster({ ...LARGE, pods });
  const first = timed(() => countAllowed(compilePolicies(input)));
  const times = median(5, () => countAllowed(compilePolicies(input)));
  print({
    bench: `all-pairs/${pods}`,
    ...size(input),
    ports: 3,
    allowedFlows: first.value.pairs,
    firstMs: round(first.wallMs),
    ...times,
    heapMb: first.value.heapMb,
    rssMb: round(process.memoryUsage().rss / MEGABYTE),
  });
}

function benchOneFlow(input: PolicyInput) {
  const engine = compilePolicies(input);
  const rounds = 20_000;
  const ask = () => {
    for (let index = 0; index < rounds; index++) {
      const from = input.pods[(index * 7) % input.pods.length];
      const to = input.pods[(index * 13 + 1) % input.pods.length];
      engine.evaluate({ from, to, port: 8080, protocol: 'TCP' });
    }
  };
  ask();
  const times = median(3, ask);
  print({
    bench: 'one-flow',
    ...size(input),
    wallUs: round((times.wallMs / rounds) * 1000),
    cpuUs: round((times.cpuMs / rounds) * 1000),
  });
}

function benchIncremental(input: PolicyInput) {
  const engine = compilePolicies(input);
  engine.groupOf(input.pods[0]);
  const [pod] = input.pods;
  const [policy] = input.policies;
  const changedPolicy = {
    ...policy,
    spec: {
      podSelector: { matchLabels: { app: 'app-1', unheard: 'of' } },
      ingress: [{ from: [{ ipBlock: { cidr: '10.3.0.64/26' } }] }],
    },
  };
  const flow = {
    from: pod,
    to: input.pods[1],
    port: 8080,
    protocol: 'TCP' as const,
  };
  const changes: Record<string, () => PolicyEngine> = {
    withPod: () => engine.withPod({ ...pod, labels: { app: 'new' } }),
    withoutPod: () => engine.withoutPod(input.pods[2]),
    withPolicy: () => engine.withPolicy(changedPolicy),
    withoutPolicy: () =>
      engine.withoutPolicy({
        namespace: policy.metadata.namespace ?? 'default',
        name: policy.metadata.name,
      }),
  };
  Object.entries(changes).forEach(([bench, change]) => {
    const times = median(21, () => {
      const changed = change();
      changed.groupOf(pod);
      changed.evaluate(flow);
    });
    print({ bench: `incremental/${bench}`, ...size(input), ...times });
  });
}

/** A ratio in the same run says more than a time on an unknown machine. */
function benchAgainstNaive() {
  const input = makeCluster(SMALL);
  const naive = timed(() => {
    let allowed = 0;
    input.pods.forEach(to =>
      input.pods.forEach(from =>
        to.ports?.forEach(({ port, protocol }) => {
          if (from !== to && naiveAllows(input, { from, to, port, protocol })) {
            allowed += 1;
          }
        }),
      ),
    );
    return allowed;
  });
  const times = median(5, () => countAllowed(compilePolicies(input)));
  const engine = countAllowed(compilePolicies(input));
  if (engine.pairs !== naive.value) {
    throw new Error(
      `the engine allows ${engine.pairs} flows, the naive evaluator ${naive.value}`,
    );
  }
  print({
    bench: 'against-naive',
    ...size(input),
    allowedFlows: naive.value,
    ...times,
    naiveMs: round(naive.wallMs),
    naiveCpuMs: round(naive.cpuMs),
    timesFaster: round(naive.cpuMs / times.cpuMs),
  });
}

/** Prints one line of JSON for each benchmark of the policy evaluator. */
export function main(): void {
  benchAllPairs('deployments');
  benchAllPairs('singletons');
  const input = makeCluster({ ...LARGE, pods: 'deployments' });
  benchOneFlow(input);
  benchIncremental(input);
  benchAgainstNaive();
}
