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

import { Labels, NetworkPolicy } from '../kubernetes/types';
import { compileAdminPolicy } from './compileAdminPolicy';
import { CompiledAdminPolicy, CompiledPolicy, PodEndpoint } from './compiled';
import { compilePolicy } from './compilePolicy';
import {
  hasEnded,
  namespaceLabels,
  nodesByAddress,
  podEndpoint,
  podKey,
} from './endpoints';
import { PolicyInput, PolicyNode, PolicyPod, PolicyProblem } from './types';

/** All that an engine knows. Never changed in place: a changed engine shares what did not change. */
export interface EngineState {
  /** By kind, namespace and name of the object. */
  readonly problems: ReadonlyMap<string, readonly PolicyProblem[]>;
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly pods: ReadonlyMap<string, PodEndpoint>;
  readonly ended: ReadonlySet<string>;
  /** By namespace. */
  readonly policies: ReadonlyMap<string, readonly CompiledPolicy[]>;
  readonly adminPolicies: readonly CompiledAdminPolicy[];
  readonly nodes: ReadonlyMap<bigint, PolicyNode>;
}

function policyKey({ kind, namespace, name }: PolicyProblem['object']): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

function replaceProblems(
  problems: EngineState['problems'],
  key: string,
  now: readonly PolicyProblem[],
): EngineState['problems'] {
  if (now.length === 0 && !problems.has(key)) {
    return problems;
  }
  const copy = new Map(problems);
  if (now.length > 0) {
    copy.set(key, now);
  } else {
    copy.delete(key);
  }
  return copy;
}

export function buildState(input: PolicyInput): EngineState {
  const problems = new Map<string, PolicyProblem[]>();
  const report = (found: readonly PolicyProblem[]) =>
    found.forEach(problem => {
      const key = policyKey(problem.object);
      problems.set(key, [...(problems.get(key) ?? []), problem]);
    });
  const namespaces = namespaceLabels(input.namespaces);
  const policies = new Map<string, CompiledPolicy[]>();
  input.policies.forEach(policy => {
    const { compiled, problems: found } = compilePolicy(policy);
    report(found);
    const beside = policies.get(compiled.namespace) ?? [];
    beside.push(compiled);
    policies.set(compiled.namespace, beside);
  });
  const adminPolicies = (input.adminPolicies ?? []).flatMap(object => {
    const { compiled, problems: found } = compileAdminPolicy(
      object,
      input.nodes !== undefined,
    );
    report(found);
    return compiled ?? [];
  });
  const pods = new Map<string, PodEndpoint>();
  input.pods
    .filter(pod => !hasEnded(pod))
    .forEach(pod => {
      const { endpoint, problems: found } = podEndpoint(pod, namespaces);
      report(found);
      pods.set(podKey(pod), endpoint);
    });
  return {
    problems,
    namespaces,
    pods,
    ended: new Set(input.pods.filter(hasEnded).map(podKey)),
    policies,
    adminPolicies,
    nodes: nodesByAddress(input.nodes ?? []),
  };
}

export function stateWithPod(state: EngineState, pod: PolicyPod): EngineState {
  const key = podKey(pod);
  if (hasEnded(pod)) {
    const without = stateWithoutPod(state, pod);
    return { ...without, ended: new Set(without.ended).add(key) };
  }
  const { endpoint, problems } = podEndpoint(pod, state.namespaces);
  const problemKey = policyKey({ kind: 'Pod', ...ref(pod) });
  return {
    ...state,
    pods: new Map(state.pods).set(key, endpoint),
    ended: withoutKey(state.ended, key),
    problems: replaceProblems(state.problems, problemKey, problems),
  };
}

function withoutKey(
  keys: ReadonlySet<string>,
  key: string,
): ReadonlySet<string> {
  if (!keys.has(key)) {
    return keys;
  }
  const copy = new Set(keys);
  copy.delete(key);
  return copy;
}

function ref({ namespace, name }: { namespace: string; name: string }) {
  return { namespace, name };
}

export function stateWithoutPod(
  state: EngineState,
  pod: { namespace: string; name: string },
): EngineState {
  const key = podKey(pod);
  const pods = new Map(state.pods);
  pods.delete(key);
  const problemKey = policyKey({ kind: 'Pod', ...ref(pod) });
  return {
    ...state,
    pods,
    ended: withoutKey(state.ended, key),
    problems: replaceProblems(state.problems, problemKey, []),
  };
}

function withoutNamed(
  policies: readonly CompiledPolicy[],
  name: string,
): CompiledPolicy[] {
  return policies.filter(policy => policy.ref.name !== name);
}

export function stateWithPolicy(
  state: EngineState,
  policy: NetworkPolicy,
): { state: EngineState; compiled: CompiledPolicy } {
  const { compiled, problems } = compilePolicy(policy);
  const { namespace, ref: identity } = compiled;
  const beside = state.policies.get(namespace) ?? [];
  return {
    compiled,
    state: {
      ...state,
      policies: new Map(state.policies).set(namespace, [
        ...withoutNamed(beside, identity.name),
        compiled,
      ]),
      problems: replaceProblems(state.problems, policyKey(identity), problems),
    },
  };
}

export function stateWithoutPolicy(
  state: EngineState,
  { namespace, name }: { namespace: string; name: string },
): EngineState {
  const beside = state.policies.get(namespace) ?? [];
  const key = policyKey({ kind: 'NetworkPolicy', namespace, name });
  return {
    ...state,
    policies: new Map(state.policies).set(
      namespace,
      withoutNamed(beside, name),
    ),
    problems: replaceProblems(state.problems, key, []),
  };
}
